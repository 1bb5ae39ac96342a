import fc from 'fast-check';
import type { Cell } from '../../../src/core/cell.ts';
import type { Posting } from '../../../src/storage/ledger.ts';
import { slotAt } from '../../../src/core/slot.ts';
import { NOON } from './request.ts';

const bytes = fc.nat(1_000_000_000);

/** A cell as a transfer produces it. */
export const cellArbitrary: fc.Arbitrary<Cell> = fc
  .record({
    down: bytes,
    up: bytes,
    less: fc.nat(1000),
    more: fc.nat(1000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ down, up, less, more, share }) => ({
    down,
    up,
    low: Math.max(0, down + up - less),
    high: down + up + more,
    measured: Math.floor((down + up) * share),
    requests: 1,
  }));

export const nameArbitrary = fc.constantFrom('', 'news.test', 'video.test', '__proto__', 'constructor', 'a.github.io');

/** Postings of one owner within two days after `NOON`. */
export const postingArbitrary = (owner: Posting['owner'] = 'none'): fc.Arbitrary<Posting> =>
  fc
    .record({
      at: fc.integer({ min: NOON, max: NOON + 2 * 86_400_000 }),
      site: nameArbitrary,
      host: nameArbitrary,
      kind: fc.constantFrom('document', 'script', 'media'),
      cell: cellArbitrary,
    })
    .map(({ at, ...rest }) => ({ slot: slotAt(at), owner, ...rest }));
