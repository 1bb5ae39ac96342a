import { expect, it, vi } from 'vitest';
import { createKeepGuesses } from '../../src/background/keep-guesses.ts';

it('learned sizes are written at most every twenty seconds, whatever happened to the last write and to the clock', () => {
  let now = 1_000_000;
  const keep = vi.fn(() => Promise.reject(new Error('the disk is full')));
  const keepGuesses = createKeepGuesses(keep, () => now);
  const at = (ms: number) => {
    now = ms;
    keepGuesses();
    return keep.mock.calls.length;
  };
  expect([at(1_000_000), at(1_020_000), at(1_020_001), at(1_030_000), at(1_040_002)]).toEqual([0, 0, 1, 1, 2]);
  expect([at(5000), at(6000), at(25_001)]).toEqual([3, 3, 4]);
});
