import { describe, expect, it } from 'vitest';
import { createLiveRate } from '../../src/background/live-rate.ts';
import { NOON } from './support/request.ts';

describe('the live rate', () => {
  it('covers sixty seconds, oldest first, up to the one before now', () => {
    const rate = createLiveRate();
    rate.add(5, NOON);
    rate.add(6, NOON + 999);
    rate.add(7, NOON + 1000);
    const seconds = rate.perSecond(NOON + 2500);
    expect(seconds).toHaveLength(60);
    expect(seconds.slice(-3)).toEqual([0, 11, 7]);
    expect(rate.perSecond(NOON + 60_000)[0]).toBe(11);
    expect(rate.perSecond(NOON + 61_000)[0]).toBe(7);
    expect(rate.perSecond(NOON + 62_000).every((bytes) => bytes === 0)).toBe(true);
  });

  it('is never negative after a correction', () => {
    const rate = createLiveRate();
    rate.add(5, NOON);
    rate.add(-50, NOON);
    expect(rate.perSecond(NOON + 1000).at(-1)).toBe(0);
  });

  it('forgets seconds that are no longer shown', () => {
    const rate = createLiveRate();
    for (let second = 0; second <= 300; second++) rate.add(1, NOON + second * 1000);
    expect(rate.perSecond(NOON + 301_000)).toEqual(Array.from({ length: 60 }, () => 1));
    expect(rate.perSecond(NOON + 60_000).every((bytes) => bytes === 0)).toBe(true);
  });
});
