import { describe, expect, it } from 'vitest';
import { createOpenPostings, expiryOf, openKey } from '../../src/background/open-postings.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';
import { timing } from './support/meter-rig.ts';
import { NOON } from './support/request.ts';

const URL = 'https://cdn.test/a.js';
const KEY = openKey(1, 0, URL);
const SITE = 'news.test';
const awaits = { down: true, up: false, timeline: true };
const posting = (id: string, at = NOON, rest: Partial<OpenPosting> = {}) =>
  ({ id, key: KEY, site: SITE, method: 'GET', at, expires: expiryOf(at), awaits, ...rest }) as OpenPosting;
const entry = (endedAt = NOON, body = 1) => timing(URL, body, { endedAt });

/** Finds the posting of a timeline entry, removes it, and returns its id. */
const take = (open: ReturnType<typeof createOpenPostings>, key: string, found: ReturnType<typeof entry>) => {
  const one = open.waitingForEntry(key, SITE, found);
  if (one) open.remove(one);
  return one?.id ?? null;
};

describe('openKey', () => {
  it('differs for another tab, frame or address, and does not contain the address', () => {
    const keys = [KEY, openKey(2, 0, URL), openKey(1, 7, URL), openKey(1, 0, `${URL}?b`), openKey(10, 0, URL)];
    expect(new Set(keys).size).toBe(keys.length);
    expect(KEY).not.toContain('cdn');
  });
});

describe('open postings', () => {
  it('are found until they are removed', () => {
    const open = createOpenPostings();
    const one = posting('a');
    open.add(one);
    expect(open.waitingForEntry(KEY, SITE, entry())).toBe(one);
    expect(open.waitingFor(KEY, { endedAt: NOON })).toBe(one);
    open.remove(one);
    expect(open.waitingForEntry(KEY, SITE, entry())).toBeNull();
    expect(open.last(KEY)).toBeNull();
  });

  it('are found nearest first', () => {
    const open = createOpenPostings();
    for (const [id, at] of Object.entries({ early: -3000, near: 100, late: 4000 })) open.add(posting(id, NOON + at));
    expect([1, 2, 3].map(() => take(open, KEY, entry()))).toEqual(['near', 'early', 'late']);
  });

  it('are not found by an entry of another visit', () => {
    const open = createOpenPostings();
    open.add(posting('a'));
    expect(take(open, KEY, entry(NOON + 10_000))).toBeNull();
    expect(take(open, KEY, entry(NOON - 10_000))).toBeNull();
    expect(take(open, openKey(1, 1, URL), entry())).toBeNull();
    expect(take(open, KEY, entry(NOON + 9999))).toBe('a');
  });

  it('are found only for what they wait for', () => {
    const open = createOpenPostings();
    open.add(posting('settled', NOON, { awaits: { down: false, up: false, timeline: false } }));
    open.add(posting('read', NOON + 1, { awaits: { down: true, up: false, timeline: false } }));
    open.add(posting('upload', NOON + 2, { method: 'POST', awaits: { down: false, up: true, timeline: false } }));
    open.add(posting('upload 2', NOON + 3, { method: 'POST', awaits: { down: false, up: true, timeline: false } }));
    expect(take(open, KEY, entry())).toBeNull();
    expect(open.waitingFor(KEY, { endedAt: NOON })?.id).toBe('read');
    expect(open.waitingForUpload(KEY, 'GET')).toBeNull();
    expect(open.waitingForUpload(KEY, 'POST')?.id).toBe('upload');
    expect(open.last(KEY)?.id).toBe('upload 2');
  });

  it('find an entry that came before them, once', () => {
    const open = createOpenPostings();
    const early = entry(NOON, 7);
    expect(take(open, KEY, early)).toBeNull();
    expect(open.early(posting('other', NOON, { key: openKey(1, 1, URL) }))).toBeNull();
    expect(open.early(posting('another visit', NOON + 10_000))).toBeNull();
    expect(open.early(posting('a'))).toBe(early);
    expect(open.early(posting('b'))).toBeNull();
  });

  it('are not corrected by the entry of a neighbour that needs none, whichever comes first', () => {
    const open = createOpenPostings();
    open.add(posting('a', NOON + 3000));
    open.settled(KEY, NOON);
    expect(take(open, KEY, entry(NOON))).toBeNull();
    expect(take(open, KEY, entry(NOON + 3000))).toBe('a');
    expect(take(open, KEY, entry(NOON))).toBeNull();
    open.settled(KEY, NOON);
    expect(open.early(posting('b'))).toBeNull();
  });

  it('leave an entry of another one alone, also those without a tab', () => {
    const open = createOpenPostings();
    open.settled(KEY, NOON);
    open.add(posting('worker’s', NOON, { key: openKey(-1, -1, URL) }));
    expect(take(open, KEY, entry(NOON))).toBeNull();
    expect(open.waitingForEntry(KEY, 'other.test', entry(NOON))).toBeNull();
    expect(take(open, openKey(2, 0, URL), entry(NOON))).toBe('worker’s');
  });

  it('forget the oldest unused entries', () => {
    const open = createOpenPostings();
    const nth = (i: number) => openKey(1, 0, `${URL}?${i}`);
    for (let i = 0; i <= 500; i++) take(open, nth(i), entry());
    expect(open.early(posting('first', NOON, { key: nth(0) }))).toBeNull();
    expect(open.early(posting('last', NOON, { key: nth(500) }))).not.toBeNull();
  });

  it('expire in time, and are not found any more', () => {
    const open = createOpenPostings();
    open.add(posting('a'));
    open.add(posting('b', NOON + 1000));
    expect(open.expire(expiryOf(NOON) - 1)).toEqual([]);
    expect(open.expire(expiryOf(NOON))).toEqual(['a']);
    expect(take(open, KEY, entry())).toBe('b');
  });

  it('do not expire earlier by a clock set forward, nor later by one set back', () => {
    const DAY = 86_400_000;
    const open = createOpenPostings();
    open.add(posting('a'));
    open.expire(NOON + 1000);
    expect(open.expire(NOON + 30 * DAY)).toEqual([]);
    open.add(posting('b', NOON + 30 * DAY));
    expect(open.expire(NOON + DAY)).toEqual([]);
    const waited: string[] = [];
    for (let at = NOON + DAY; at <= expiryOf(NOON + DAY) + 60_000; at += 60_000) waited.push(...open.expire(at));
    expect(waited).toEqual(['a', 'b']);
  });

  it('expire before newer ones of an address that is requested again and again', () => {
    const open = createOpenPostings();
    const first = posting('poll 1');
    open.add(first);
    open.add(posting('other', NOON + 1, { key: 'other' }));
    open.add(posting('poll 2', NOON + 200_000));
    open.remove(first);
    expect(open.expire(NOON + 301_000)).toEqual(['other']);
  });

  it('are bounded: the oldest are dropped first', () => {
    const open = createOpenPostings();
    for (let i = 0; i < 2003; i++) open.add(posting(`${i}`, NOON, { key: openKey(1, 0, `${URL}?${i}`) }));
    expect(open.expire(NOON)).toEqual(['0', '1', '2']);
    expect(open.expire(NOON)).toEqual([]);
  });
});
