import { describe, expect, test } from 'vitest';
import { FIRST_HOLD_SETTINGS } from '../../src/core/hold-book.ts';
import { forceOf, type HoldForce } from '../../src/core/hold-force.ts';
import { judgeHead, siteOfHead, watchedHeads, type ResponseHead } from '../../src/core/judge-head.ts';

const NONE = forceOf(
  { records: [], settings: FIRST_HOLD_SETTINGS },
  { now: 0, metered: true, plan: null, deviceZone: 'UTC', left: null, usedToday: () => 0 },
);
const asking: HoldForce = { ...NONE, guard: { bytes: 2_000_000, always: ['shop.test'] } };
const lean: HoldForce = { ...NONE, lean: ['news.test'] };
const head = (rest: Partial<ResponseHead>): ResponseHead => ({
  url: 'https://cdn.test/x',
  tabId: 1,
  type: 'xmlhttprequest',
  site: 'news.test',
  bytes: 2_000_001,
  ...rest,
});

describe('a response’s head', () => {
  test('makes the guard ask from one byte over its limit, except on sites that it never asks on', () => {
    expect(judgeHead(asking, [], head({}))).toBe('large');
    expect(judgeHead(asking, [], head({ bytes: 2_000_000 }))).toBe('pass');
    expect(judgeHead(asking, [], head({ site: 'shop.test' }))).toBe('pass');
    expect(judgeHead(NONE, [], head({}))).toBe('pass');
  });

  test('passes once the user has let it through: that address, in that tab', () => {
    const pass = { tab: 1, site: 'news.test', address: 'https://cdn.test/x#part' };
    expect(judgeHead(asking, [pass], head({}))).toBe('pass');
    expect(judgeHead(asking, [pass], head({ tabId: 2 }))).toBe('large');
    expect(judgeHead(asking, [pass], head({ url: 'https://cdn.test/y' }))).toBe('large');
    // A site opened once is still asked about for its large files.
    expect(judgeHead(asking, [{ ...pass, address: null }], head({}))).toBe('large');
  });

  test('of a large image is held where pages load lean', () => {
    const image = head({ type: 'image', bytes: 100_001 });
    expect(judgeHead(lean, [], image)).toBe('image');
    expect(judgeHead(lean, [], { ...image, bytes: 100_000 })).toBe('pass');
    expect(judgeHead(lean, [], { ...image, type: 'script' })).toBe('pass');
    expect(judgeHead(lean, [], { ...image, site: 'app.test' })).toBe('pass');
    expect(judgeHead(lean, [{ tab: 1, site: 'news.test', address: null }], image)).toBe('pass');
  });

  test('is waited for only while a hold needs it', () => {
    expect([NONE, lean, asking].map(watchedHeads)).toEqual([null, 'images', 'all']);
  });

  test('belongs to the tab’s site, a page’s head to the page’s own', () => {
    expect(siteOfHead('image', 'https://cdn.test/x', 'https://www.news.test/')).toBe('news.test');
    expect(siteOfHead('main_frame', 'https://app.test/x', 'https://www.news.test/')).toBe('app.test');
    expect(siteOfHead('image', 'https://cdn.test/x', null)).toBe('');
  });
});
