import { describe, expect, it } from 'vitest';
import { openKey } from '../../src/background/open-postings.ts';
import { createUnderWays } from '../../src/background/under-way.ts';
import { request } from './support/request.ts';

const first = 'https://cdn.test/first';
const second = 'https://cdn.test/second';
const key = (url: string) => openKey(1, 0, url);
const post = { id: 'p', method: 'POST', type: 'xmlhttprequest', url: first, bodyUp: 500, hasHiddenBody: true };

describe('requests under way', () => {
  it('are found by id, and by key the oldest first, until they end', () => {
    const ways = createUnderWays();
    const [one, other] = ['a', 'b'].map((id) => ways.of(request({ id, url: first })));
    expect(ways.of(request({ id: 'a', url: first }))).toBe(one);
    expect(ways.withKey(key(first))).toEqual([one, other]);
    expect(ways.end(request({ id: 'a', url: first }))).toBe(one);
    expect(ways.withKey(key(first))).toEqual([other]);
    expect(ways.of(request({ id: 'a', url: first }))).not.toBe(one);
  });

  it('are found after a redirect by either address, and by neither when they have ended', () => {
    const ways = createUnderWays();
    const third = 'https://cdn.test/third';
    for (const url of [first, second, third]) ways.of(request({ id: 'r', url }));
    const one = ways.of(request({ id: 'r', url: third }));
    expect(one).toMatchObject({ key: key(first), lastKey: key(third) });
    expect([first, second, third].map((url) => ways.withKey(key(url)).length)).toEqual([1, 0, 1]);
    ways.end(request({ id: 'r', url: third }));
    expect([first, second, third].map((url) => ways.withKey(key(url)).length)).toEqual([0, 0, 0]);
  });

  it('carry their body on, unless the redirect makes a GET of them', () => {
    const ways = createUnderWays();
    ways.of(request(post));
    expect(ways.of(request({ ...post, url: second, bodyUp: null }))).toMatchObject({ bodyUp: 500, hidden: true });
    const got = ways.of(request({ ...post, url: second, method: 'GET', bodyUp: null }));
    expect(got).toMatchObject({ method: 'GET', bodyUp: 0, hidden: false });
  });

  it('of a worker without a tab are known by its site', () => {
    const ways = createUnderWays();
    const one = request({ id: 'w', tabId: -1, initiator: 'https://www.news.test', url: first });
    ways.of(one);
    ways.of(request({ id: 't', url: second, initiator: 'https://app.test' }));
    expect(['news.test', 'app.test', 'cdn.test', ''].map(ways.hasWorkerOf)).toEqual([true, false, false, false]);
    ways.end(one);
    expect(ways.hasWorkerOf('news.test')).toBe(false);
  });

  it('of a document are known by its last address', () => {
    const ways = createUnderWays();
    for (const url of [first, second]) ways.of(request({ id: 'd', type: 'main_frame', url }));
    expect(ways.withKey(key(second))[0]).toMatchObject({ key: key(second), lastKey: key(second) });
  });

  it('are bounded: those that never end are forgotten, the oldest first', () => {
    const ways = createUnderWays();
    for (let i = 0; i <= 5000; i++) ways.of(request({ id: `${i}`, url: `${first}?${i}` }));
    expect([0, 1, 5000].map((i) => ways.withKey(key(`${first}?${i}`)).length)).toEqual([0, 1, 1]);
  });
});
