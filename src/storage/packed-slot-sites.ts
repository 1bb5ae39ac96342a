import type { Cell } from '../core/cell.ts';
import { CELL_NUMBERS, packCell, unpackCell } from './packed-cell.ts';
import { mustFollow, readNumbers, writeNumbers } from './packed-numbers.ts';

/** A slot with what each site cost in it; sites are ids of the database's name table. */
export type SlotOfSites = { from: number; to: number; sites: ReadonlyMap<number, Readonly<Cell>> };

/** Packs slots: where each begins after the one before, its length, its sites. */
export function packSlotSites(start: number, slots: readonly SlotOfSites[]): Uint8Array<ArrayBuffer> {
  const out = writeNumbers();
  out.count(slots.length);
  let before = start;
  for (const { from, to, sites } of slots) {
    out.count(from - before);
    out.count(to - from);
    out.count(sites.size);
    for (const [site, cell] of sites) {
      out.count(site);
      packCell(out, cell);
    }
    before = from;
  }
  return out.bytes();
}

/**
 * Tells each slot, then each site in it. The cell is one object, filled anew each time.
 *
 * @throws RangeError where it is damaged
 */
export function visitSlotSites(
  start: number,
  packed: Uint8Array,
  visit: { slot(from: number, to: number): void; site(site: number, cell: Readonly<Cell>): void },
): void {
  const numbers = readNumbers(packed);
  const cell: Cell = { down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 };
  let from = start;
  let at = 0;
  for (let slots = numbers[at++]!; slots > 0; slots--) {
    mustFollow(numbers, at);
    from += numbers[at++]!;
    visit.slot(from, from + numbers[at++]!);
    for (let sites = numbers[at++]!; sites > 0; sites--) {
      mustFollow(numbers, at);
      const site = numbers[at++]!;
      unpackCell(numbers, at, cell);
      at += CELL_NUMBERS;
      visit.site(site, cell);
    }
  }
}
