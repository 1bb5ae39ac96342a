import { describe, expect, it } from 'vitest';
import { createClaimLimit } from '../../src/background/claim-limit.ts';
import type { TapReport } from '../../src/core/tap-report.ts';
import { NOON } from './support/request.ts';
import { bodyReport, peerReport, socketReport, streamReport } from './support/tap-reports.ts';

/** 1 Gbit/s. */
const SECOND = 125_000_000;
const claim = (down: number, toldDown?: number) => ({
  now: socketReport({ down }),
  told: toldDown === undefined ? null : socketReport({ down: toldDown }),
});

describe('the limit on what a page may claim', () => {
  it('is what a link can carry since the document was last heard of', () => {
    const may = createClaimLimit(() => {});
    expect(may('d', NOON, [claim(5 * SECOND)])).toBe(true);
    expect(may('d', NOON + 60_000, [claim(60 * SECOND, 0)])).toBe(true);
    expect(may('d', NOON + 61_000, [claim(100 * SECOND, 0)])).toBe(false);
    expect(may('d', NOON + 200_000, [claim(100 * SECOND, 0)])).toBe(true);
  });

  it('is not granted anew with each message', () => {
    const may = createClaimLimit(() => {});
    const all = Array.from({ length: 100 }, (_, n) =>
      may('d', NOON + 10 * n, [claim((n + 1) * 9 * SECOND, n * 9 * SECOND)]),
    );
    expect(all.filter((one) => one)).toHaveLength(2);
  });

  it('applies to the increase, summed over all that is claimed at once', () => {
    const may = createClaimLimit(() => {});
    may('d', NOON, []);
    expect(may('d', NOON, [claim(1000 * SECOND, 999 * SECOND)])).toBe(true);
    expect(
      may(
        'd',
        NOON,
        Array.from({ length: 20 }, () => claim(SECOND)),
      ),
    ).toBe(false);
  });

  it.each<[string, TapReport]>([
    ['a WebSocket', socketReport({ up: 1e12 })],
    ['a peer connection', peerReport({ down: 1e12 })],
    ['an upload', bodyReport({ bytes: 1e12 })],
  ])('applies to %s', (_, now) => {
    expect(createClaimLimit(() => {})('d', NOON, [{ now, told: null }])).toBe(false);
  });

  it('is separate for each document, and does not apply to streams, which belong to a request', () => {
    const may = createClaimLimit(() => {});
    may('d', NOON, [claim(5 * SECOND)]);
    expect(may('e', NOON, [claim(20 * SECOND)])).toBe(true);
    expect(may('e', NOON, [{ now: streamReport({ read: 1e12 }), told: null }])).toBe(true);
  });

  it('remembers two thousand documents: one heard of before those counts as new', () => {
    const may = createClaimLimit(() => {});
    const hear = (documents: number) => {
      for (let n = 0; n < documents; n++) may(`other ${n}`, NOON, []);
    };
    may('d', NOON, []);
    hear(1999);
    expect(may('d', NOON, [claim(15 * SECOND)])).toBe(false);
    hear(2000);
    expect(may('d', NOON, [claim(15 * SECOND)])).toBe(true);
  });

  it('does not grow when a clock goes back', () => {
    const may = createClaimLimit(() => {});
    may('d', NOON, []);
    expect(may('d', NOON - 3_600_000, [claim(10 * SECOND)])).toBe(true);
    expect(may('d', NOON - 3_600_000, [claim(11 * SECOND)])).toBe(false);
  });
});
