import { describe, expect, it } from 'vitest';
import { createOpenPostings, expiryOf, openKey } from '../../src/background/open-postings.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';
import { timing } from './support/meter-rig.ts';
import { NOON } from './support/request.ts';

const URL = 'https://cdn.test/a.js';
const KEY = openKey(1, 0, URL);
const posting = (id: string, at = NOON, key = KEY) => ({ id, key, at, expires: expiryOf(at) }) as OpenPosting;
const entry = (endedAt = NOON, body = 1) => timing(URL, body, { endedAt });

describe('openKey', () => {
  it('is another one for another tab, frame or address, and does not tell the address', () => {
    const keys = [KEY, openKey(2, 0, URL), openKey(1, 7, URL), openKey(1, 0, `${URL}?b`), openKey(10, 0, URL)];
    expect(new Set(keys).size).toBe(keys.length);
    expect(KEY).not.toContain('cdn');
  });
});

describe('open postings', () => {
  it('are taken once', () => {
    const open = createOpenPostings();
    expect(open.add(posting('a'))).toBeNull();
    expect(open.take(KEY, entry())?.id).toBe('a');
    expect(open.take(KEY, entry())).toBeNull();
  });

  it('are taken nearest first', () => {
    const open = createOpenPostings();
    for (const [id, at] of Object.entries({ early: -3000, near: 100, late: 4000 })) open.add(posting(id, NOON + at));
    expect(open.take(KEY, entry())?.id).toBe('near');
    expect(open.take(KEY, entry())?.id).toBe('early');
    expect(open.take(KEY, entry())?.id).toBe('late');
  });

  it('are left alone by an entry of another visit', () => {
    const open = createOpenPostings();
    open.add(posting('a'));
    expect(open.take(KEY, entry(NOON + 10_000))).toBeNull();
    expect(open.take(KEY, entry(NOON - 10_000))).toBeNull();
    expect(open.take(openKey(1, 1, URL), entry())).toBeNull();
    expect(open.take(KEY, entry(NOON + 9999))?.id).toBe('a');
  });

  it('meet an entry that came before them, once', () => {
    const open = createOpenPostings();
    const early = entry(NOON, 7);
    expect(open.take(KEY, early)).toBeNull();
    expect(open.add(posting('other', NOON, openKey(1, 1, URL)))).toBeNull();
    expect(open.add(posting('a'))).toBe(early);
    expect(open.add(posting('b'))).toBeNull();
  });

  it('forget the oldest entries that nobody came for', () => {
    const open = createOpenPostings();
    for (let i = 0; i <= 500; i++) open.take(openKey(1, 0, `${URL}?${i}`), entry());
    expect(open.add(posting('first', NOON, openKey(1, 0, `${URL}?0`)))).toBeNull();
    expect(open.add(posting('last', NOON, openKey(1, 0, `${URL}?500`)))).not.toBeNull();
  });

  it('expire when their time has come, and are not taken any more', () => {
    const open = createOpenPostings();
    open.add(posting('a'));
    open.add(posting('b', NOON + 1000));
    expect(open.expire(expiryOf(NOON) - 1)).toEqual([]);
    expect(open.expire(expiryOf(NOON))).toEqual(['a']);
    expect(open.take(KEY, entry())?.id).toBe('b');
    expect(open.expire(Infinity)).toEqual([]);
  });

  it('are bounded: the oldest are given up first', () => {
    const open = createOpenPostings();
    for (let i = 0; i < 2003; i++) open.add(posting(`${i}`, NOON, openKey(1, 0, `${URL}?${i}`)));
    expect(open.expire(NOON)).toEqual(['0', '1', '2']);
    expect(open.expire(NOON)).toEqual([]);
  });
});
