import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acksFor, segmentsOf, type Pace } from '../../src/core/wire/packets.ts';

const pace: fc.Arbitrary<Pace> = fc.record({
  idleMs: fc.option(fc.nat(1000), { nil: undefined }),
  kbps: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  waitMs: fc.option(fc.double({ min: 0.001, max: 10_000, noNaN: true }), { nil: undefined }),
});
const segments = fc.double({ min: 0.01, max: 5000, noNaN: true });

describe('acksFor', () => {
  it('gives a run of responses as many acknowledgements as one long response', () => {
    fc.assert(
      fc.property(segments, segments, pace, (first, second, of) => {
        const whole = acksFor(first + second, of);
        expect(acksFor(first, of) + acksFor(second, of, first)).toBeCloseTo(whole, 6);
      }),
    );
  });

  it('gives fewer to a response that follows on another than to one by itself', () => {
    expect(acksFor(5, { idleMs: 0, waitMs: 1 }, 500)).toBeLessThan(acksFor(5, { idleMs: 0, waitMs: 1 }));
  });
});

it('on a cable a film gets fewer acknowledgements than on a phone’s link, and more of Firefox than of Chromium', () => {
  const acks = (of: Pace) => acksFor(7000, { kbps: 12_000, ...of });
  const [chromium, firefox] = [acks({ waitMs: 2 }), acks({ waitMs: 2, reader: 'firefox' })];
  expect(7000 / chromium).toBeGreaterThan(18);
  expect(7000 / firefox).toBeGreaterThan(8);
  expect(firefox).toBeGreaterThan(1.5 * chromium);
  for (const reader of ['chromium', 'firefox'] as const) expect(acks({ waitMs: 50, reader })).toBeCloseTo(3502, -2);
});

describe('segmentsOf', () => {
  it('fills whole segments, or a share of one that others complete', () => {
    expect(segmentsOf(1448, 4)).toBe(1);
    expect(segmentsOf(1449, 4)).toBe(2);
    expect(segmentsOf(724, 4, 1)).toBe(0.5);
    expect(segmentsOf(724, 4, 0.5)).toBe(0.75);
  });
});
