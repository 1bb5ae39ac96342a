import { describe, expect, it } from 'vitest';
import { createCachedParts } from '../../src/background/cached-parts.ts';
import { receivedOf } from '../../src/core/cached-part.ts';
import { known } from '../../src/core/body-size.ts';
import { PRIVATE_SITE } from '../../src/core/report.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { request } from './support/request.ts';

const TOTAL = 1000;
const URL = 'https://files.cdn.test/film.mp4';

/** The event of a partial response's head, or of its end. */
const part = (phase: RequestEvent['phase'], from: number, to: number, rest: Partial<RequestEvent> = {}) =>
  request({
    ...{ phase, url: URL, type: 'xmlhttprequest', status: 206, initiator: 'https://www.news.test' },
    headers: [
      { name: 'Content-Range', value: `bytes ${from}-${to - 1}/${TOTAL}` },
      { name: 'Content-Length', value: String(to - from) },
    ],
    ...rest,
  });
const whole = (phase: RequestEvent['phase'], rest: Partial<RequestEvent> = {}) =>
  part(phase, 0, TOTAL, { status: 200, headers: [{ name: 'content-length', value: String(TOTAL) }], ...rest });
const CACHED = { fromCache: true };
const site = () => 'news.test';

describe('parts of files in Chromium’s cache', () => {
  const withFirst = (to = 300) => {
    const parts = createCachedParts();
    expect(parts.begins(part('started', 0, to), site)).toBeNull();
    parts.ends(part('completed', 0, to), 'news.test', null, to);
    return parts;
  };

  it('are what arrived of a file since its first uncached response', () => {
    const parts = withFirst();
    const cached = parts.begins(part('started', 200, 500, CACHED), site)!;
    expect(cached).toEqual({ ranges: [[0, 300]], isAll: true });
    expect(receivedOf(known(300, 'declared'), 200, cached)).toEqual(known(200, 'declared'));
    parts.ends(part('completed', 200, 500), 'news.test', cached, 200);
    expect(parts.begins(part('started', 100, 500, CACHED), site)).toBeNull();
    expect(parts.begins(part('started', 100, 501, CACHED), site)?.ranges).toEqual([[0, 500]]);
  });

  it('grow by what arrived of a cancelled response', () => {
    const parts = withFirst();
    const cached = parts.begins(part('started', 200, TOTAL, CACHED), site);
    parts.ends(part('failed', 200, TOTAL), 'news.test', cached, 150);
    expect(parts.begins(part('started', 0, TOTAL, CACHED), site)?.ranges).toEqual([[0, 450]]);
  });

  it('start over when the file is fetched anew', () => {
    const parts = withFirst();
    parts.begins(part('started', 600, 700), site);
    parts.ends(part('completed', 600, 700), 'news.test', null, 100);
    expect(parts.begins(part('started', 0, TOTAL, CACHED), site)?.ranges).toEqual([[600, 700]]);
  });

  it('of a cancelled file continue when it is resumed', () => {
    const parts = createCachedParts();
    parts.begins(whole('started'), site);
    parts.ends(whole('failed'), 'news.test', null, 400);
    const cached = parts.begins(whole('started', CACHED), site)!;
    expect(receivedOf(known(TOTAL, 'declared'), 0, cached)).toEqual(known(600, 'declared'));
    parts.ends(whole('completed'), 'news.test', cached, 600);
    expect(parts.begins(whole('started', CACHED), site)).toBeNull();
  });

  it('are unknown for a file that was cached before', () => {
    const parts = createCachedParts();
    const cached = parts.begins(part('started', 0, 500, CACHED), site)!;
    expect(cached.isAll).toBe(false);
    expect(receivedOf(known(500, 'declared'), 0, cached)).toMatchObject({ low: 0, high: 500, evidence: 'modelled' });
    expect(parts.begins(whole('started', CACHED), site)).toBeNull();
  });

  it('are separate for each site, and absent where the browser counts sizes itself', () => {
    const parts = withFirst();
    expect(parts.begins(part('started', 0, 300, CACHED), () => 'shop.test')?.isAll).toBe(false);
    const counted = { ...CACHED, sizes: { request: 0, response: 0 } };
    expect(parts.begins(part('started', 0, 500, counted), site)).toBeNull();
  });

  it('survive the background, without those of private windows', () => {
    const parts = withFirst();
    parts.begins(part('started', 0, 300), () => PRIVATE_SITE);
    parts.ends(part('completed', 0, 300), PRIVATE_SITE, null, 300);
    const state = parts.takeChanged()!;
    expect(state).toHaveLength(1);
    expect(JSON.stringify(state)).not.toMatch(/news|film|cdn/);
    expect(parts.takeChanged()).toBeNull();
    const next = createCachedParts(state);
    expect(next.begins(part('started', 0, 301, CACHED), site)?.ranges).toEqual([[0, 300]]);
  });

  it('are forgotten where there are too many', () => {
    const parts = withFirst(1);
    for (let n = 1; n <= 100; n++) parts.ends(part('completed', 3 * n, 3 * n + 1), 'news.test', null, 1);
    expect(parts.begins(part('started', 0, TOTAL, CACHED), site)?.isAll).toBe(false);
    const many = createCachedParts();
    for (let n = 0; n < 1000; n++) many.begins(part('started', 0, 1, { url: `${URL}?${n}` }), site);
    expect(many.takeChanged()!.length).toBeLessThanOrEqual(200);
  });
});
