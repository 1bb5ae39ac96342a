import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grownTo, mostSent, paceOfFirst } from '../../src/core/in-flow.ts';

const TRIP = 40;

/** What comes within `ms` of its head over a link of that pace, by round trips: 14,600 bytes, twice as many, and so on until it is full. */
function brought(pace: number, ms: number): number {
  let bytes = 0;
  for (let sent = 14_600, at = 0; at < ms; at += TRIP, sent *= 2)
    bytes += sent < pace * TRIP ? sent : pace * Math.min(TRIP, ms - at);
  return bytes;
}

describe('the pace of a link by its connection’s first response', () => {
  it.each([1500, 2500, 5000])('is that of %i bytes a ms where its server’s sending grew at first', (pace) => {
    const bytes = brought(pace, 400);
    const found = paceOfFirst({ bytes, ms: 400 }, TRIP);
    expect(found).toBeGreaterThan(pace * 0.8);
    expect(found).toBeLessThan(pace * 1.15);
    expect(found).toBeGreaterThan(bytes / 400);
  });

  it('is between all of it in its time and all of it in a round trip, and no slower for more', () => {
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
  it('is as much again a round trip after it has heard of what came, and what it sends unasked', () => {
    expect(grownTo(0, TRIP, TRIP)).toBe(14_600);
    expect(grownTo(100_000, 0, TRIP)).toBe(100_000);
    expect(grownTo(100_000, TRIP, TRIP)).toBe(214_600);
  });

  it('is not known by the time where more came', () => {
    expect(mostSent({ bytes: 14_600, ms: 0 }, TRIP, TRIP)).toBe(43_800);
    expect(mostSent({ bytes: 14_601, ms: 0 }, TRIP, TRIP)).toBe(Infinity);
  });
});
