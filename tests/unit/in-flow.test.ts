import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grownTo, mostSent, paceOfFirst } from '../../src/core/in-flow.ts';

const TRIP = 40;

/**
 * Bytes that arrive within `ms` of the head over a link of that pace, with slow start: 14,600 bytes in the first round
 * trip, twice as many in each next one until the link is full.
 */
function arrivedWithin(pace: number, ms: number): number {
  let bytes = 0;
  for (let sent = 14_600, at = 0; at < ms; at += TRIP, sent *= 2)
    bytes += sent < pace * TRIP ? sent : pace * Math.min(TRIP, ms - at);
  return bytes;
}

describe('the pace of a link, from its connection’s first response', () => {
  it.each([1500, 2500, 5000])('is %i bytes/ms where the response includes slow start', (pace) => {
    const bytes = arrivedWithin(pace, 400);
    const found = paceOfFirst({ bytes, ms: 400 }, TRIP);
    expect(found).toBeGreaterThan(pace * 0.8);
    expect(found).toBeLessThan(pace * 1.15);
    expect(found).toBeGreaterThan(bytes / 400);
  });

  it('lies between bytes per duration and bytes per round trip, and never falls with more bytes', () => {
    const came = fc.record({ bytes: fc.integer({ min: 1, max: 1e8 }), ms: fc.integer({ min: 1, max: 1e5 }) });
    fc.assert(
      fc.property(came, fc.double({ min: 0.1, max: 2000, noNaN: true }), ({ bytes, ms }, trip) => {
        const pace = paceOfFirst({ bytes, ms }, trip);
        expect(pace).toBeGreaterThanOrEqual(bytes / ms);
        expect(pace).toBeLessThanOrEqual(Math.max(bytes / ms, bytes / trip) * 1.001);
        expect(paceOfFirst({ bytes: 2 * bytes, ms }, trip)).toBeGreaterThanOrEqual(pace * 0.999);
      }),
    );
  });
});

describe('what a server can have sent', () => {
  it('a round trip later is twice what it knows to have arrived, plus the initial window', () => {
    expect(grownTo(0, TRIP, TRIP)).toBe(14_600);
    expect(grownTo(100_000, 0, TRIP)).toBe(100_000);
    expect(grownTo(100_000, TRIP, TRIP)).toBe(214_600);
  });

  it('is unlimited where more arrived than the time allows', () => {
    expect(mostSent({ bytes: 14_600, ms: 0 }, TRIP, TRIP)).toBe(43_800);
    expect(mostSent({ bytes: 14_601, ms: 0 }, TRIP, TRIP)).toBe(Infinity);
  });
});
