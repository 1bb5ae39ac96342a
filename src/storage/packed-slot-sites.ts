import type { Cell } from '../core/cell.ts';
import { CELL_NUMBERS, packCell, unpackCell } from './packed-cell.ts';
import { readNumbers, writeNumbers } from './packed-numbers.ts';

/** A slot with what each site cost in it; sites are ids of the database's name table. */
export type SlotOfSites = { from: number; to: number; sites: ReadonlyMap<number, Readonly<Cell>> };

/** Packs slots: each one's start relative to the previous one's, its length, its sites. */
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

/** Called with each slot, then with each site in it. The cell object is reused. */
export type SlotSitesVisit = { slot(from: number, to: number): void; site(site: number, cell: Readonly<Cell>): void };

/** Opens what `packSlotSites` wrote. `null`: it is damaged, and nothing in it is reliable. */
export function openSlotSites(start: number, packed: Uint8Array): ((visit: SlotSitesVisit) => void) | null {
  const numbers = readNumbers(packed);
  return numbers && isWhole(numbers) ? (visit) => visitAll(numbers, start, visit) : null;
}

/** Whether its counts match its length: damaged ones could loop for ever. */
function isWhole(numbers: Float64Array): boolean {
  let at = 1;
  for (let slots = numbers[0]!; slots > 0; slots--) {
    at += 3 + numbers[at + 2]! * (1 + CELL_NUMBERS);
    if (!(at <= numbers.length)) return false;
  }
  return at === numbers.length;
}

function visitAll(numbers: Float64Array, start: number, visit: SlotSitesVisit): void {
  const cell: Cell = { down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 };
  let from = start;
  let at = 0;
  for (let slots = numbers[at++]!; slots > 0; slots--) {
    from += numbers[at++]!;
    visit.slot(from, from + numbers[at++]!);
    for (let sites = numbers[at++]!; sites > 0; sites--) {
      const site = numbers[at++]!;
      unpackCell(numbers, at, cell);
      at += CELL_NUMBERS;
      visit.site(site, cell);
    }
  }
}
