import { describe, expect, it } from 'vitest';
import { createMediaViews } from '../../src/background/media-views.ts';
import type { MediaPart } from '../../src/core/media-size.ts';

const TOTAL = 10_000_000;
const part = (rest: Partial<MediaPart>): MediaPart => ({ from: 0, total: TOTAL, at: 0, protocol: 'http/1.1', ...rest });

/**
 * What is added to 100 kB in 100 ms of a film's middle, requested on the connection that had carried `end` bytes of its
 * end.
 */
function addedAfter(end: number): number {
  const views = createMediaViews({ bytesPerMs: () => 100, bestBytesPerMs: () => 100 });
  const last = part({ from: TOTAL - end, at: 120 });
  views.begins('film', last, 0);
  views.ends('film', last, false);
  const middle = part({ from: 5_000_000, at: 200 });
  views.begins('film', middle, 160);
  views.ends('film', middle, true);
  views.shows('film', { duration: 100, buffered: [[50, 51]], decoded: 0, at: 300, idleSince: null }, 300);
  views.begins('film', part({ from: 8_000_000, at: 1300 }), 300);
  return views.sizeOf('film', middle, 300, true)!.guessed!;
}

describe('a film cancelled over HTTP/1.1', () => {
  it('has in flight no more than as much again where its connection had carried only an index', () => {
    expect(addedAfter(20_000)).toBe(114_600);
    expect(addedAfter(600_000)).toBeGreaterThan(900_000);
  });
});
