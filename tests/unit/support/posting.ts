import { EMPTY_CELL } from '../../../src/core/cell.ts';
import { slotAt } from '../../../src/core/slot.ts';
import type { Posting } from '../../../src/storage/ledger.ts';
import { NOON } from './request.ts';

/** A script of news.test, counted at noon without any plan. `down`: wire bytes. */
export const posting = (down: number, rest: Partial<Posting> = {}): Posting => ({
  slot: slotAt(NOON),
  owner: 'none',
  site: 'news.test',
  host: 'cdn.test',
  kind: 'script',
  cell: { ...EMPTY_CELL, down, requests: 1 },
  ...rest,
});
