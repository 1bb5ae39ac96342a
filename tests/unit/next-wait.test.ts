import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startedAnew, waitedFor } from '../../src/core/next-wait.ts';
import type { MediaView } from '../../src/core/media-size.ts';

const view = (buffered: MediaView['buffered'], duration = 100): MediaView => ({
  ...{ duration, buffered, decoded: 0, at: 0, idleSince: null },
});

describe('startedAnew', () => {
  it('is the share that is neither within nor next to what was buffered', () => {
    expect(
      startedAnew(
        view([[0, 10]]),
        view([
          [0, 12],
          [50, 53],
        ]),
      ),
    ).toBeCloseTo(0.03);
    expect(startedAnew(view([[0, 10]]), view([[0, 40]]))).toBe(0);
    expect(startedAnew(view([]), view([], 0))).toBe(0);
  });

  it('is the shorter range where nothing was reported before', () => {
    expect(
      startedAnew(
        null,
        view([
          [0, 12],
          [50, 53],
        ]),
      ),
    ).toBeCloseTo(0.03);
  });
});

describe('startedAnew, of a part with a known offset', () => {
  const shown = view([
    [0, 12],
    [38, 40],
    [56, 64],
  ]);

  it('is the range at that offset, not the end of an earlier part', () => {
    expect(startedAnew(view([[0, 12]]), shown)).toBeCloseTo(0.02);
    expect(startedAnew(view([[0, 12]]), shown, 0.55)).toBeCloseTo(0.08);
    expect(startedAnew(view([[0, 12]]), shown, 0.8)).toBe(0);
  });
});

describe('waitedFor', () => {
  const came = { bytes: 300_000, ms: 500 };
  const at = { came, seen: null, pace: 1500, total: 10_000_000 };

  it('is its duration minus the time that its bytes took', () => {
    expect(waitedFor(at)).toBe(300);
    expect(waitedFor({ ...at, pace: 300 })).toBe(0);
  });

  it('is unknown where it stalled, unless its player showed some of it before', () => {
    const idle = { ...at, came: { ...came, ms: 2500 } };
    expect(waitedFor(idle)).toBeNull();
    expect(waitedFor({ ...idle, seen: { ms: 400, share: 0.015 } })).toBe(300);
    expect(waitedFor({ ...idle, seen: { ms: 400, share: 0.015 }, total: null })).toBeNull();
  });

  it('is not 0 where its player showed more than can have arrived: some of it was another part', () => {
    expect(waitedFor({ ...at, seen: { ms: 400, share: 0.1 } })).toBe(300);
    expect(waitedFor({ ...at, seen: { ms: 200, share: 0.1 } })).toBe(200);
  });

  it('is never longer than until its end, or until it was shown', () => {
    const seen = fc.record({
      ms: fc.integer({ min: 0, max: 5000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const bytes = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(
        fc.record({ bytes, ms: fc.integer({ min: 0, max: 5000 }) }),
        seen,
        fc.integer({ min: 1, max: 90_000 }),
        (came, seen, pace) => {
          const ms = waitedFor({ came, seen, pace, total: 10_000_000 });
          if (ms !== null) expect(ms).toBeLessThanOrEqual(Math.min(came.ms, seen.ms));
          if (ms !== null) expect(ms).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
