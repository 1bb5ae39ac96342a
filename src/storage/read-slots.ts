import { addCells, EMPTY_CELL, type Cell } from '../core/cell.ts';
import type { SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { readNames, type NameTable } from './name-table.ts';
import type { Database } from './open-database.ts';
import { visitPacked } from './packed-rows.ts';
import type { Owner, SlotRecord, StoredSlot } from './schema.ts';
import { unpackRows } from './unpack-rows.ts';

/** A slot with what each site cost in it. */
export type SlotSites = { from: number; to: number; owner: Owner; sites: Map<string, Cell> };

/** The slots that touch `from`…`to` (epoch ms), in order of time. */
export async function readSlots(database: Database, from: number, to: number): Promise<SlotRecord[]> {
  const { slots, names } = await readStored(database, from, to);
  return slots.map(({ packed, ...slot }) => ({ ...slot, rows: unpackRows(packed, names) }));
}

/** As `readSlots`, hosts and kinds summed: a tenth of the memory. */
export async function readSlotSites(database: Database, from: number, to: number): Promise<SlotSites[]> {
  const { slots, names } = await readStored(database, from, to);
  return slots.map(({ packed, ...slot }) => {
    const sites = new Map<string, Cell>();
    visitPacked(packed, (id, _host, _kind, cell) => {
      const site = names.nameOf(id);
      if (site !== null) sites.set(site, addCells(sites.get(site) ?? EMPTY_CELL, cell));
    });
    return { ...slot, sites };
  });
}

/**
 * The sum over the slots that touch `from`…`to`, and the stretch that they cover where they reach beyond it.
 *
 * @param counts which owners' usage to sum
 */
export async function sumSlots(
  database: Database,
  from: number,
  to: number,
  counts: (owner: Owner) => boolean = () => true,
): Promise<{ from: number; to: number; rows: SiteRows }> {
  const { slots, names } = await readStored(database, from, to);
  const sums = new Map<number, Map<number, Map<number, Cell>>>();
  let [first, last] = [from, to];
  for (const slot of slots) {
    if (!counts(slot.owner)) continue;
    first = Math.min(first, slot.from);
    last = Math.max(last, slot.to);
    visitPacked(slot.packed, (site, host, kind, cell) => {
      let hosts = sums.get(site);
      if (!hosts) sums.set(site, (hosts = new Map<number, Map<number, Cell>>()));
      let kinds = hosts.get(host);
      if (!kinds) hosts.set(host, (kinds = new Map<number, Cell>()));
      const sum = kinds.get(kind);
      if (sum) addInPlace(sum, cell);
      else kinds.set(kind, { ...cell });
    });
  }
  return { from: first, to: last, rows: named(sums, names) };
}

async function readStored(
  database: Database,
  from: number,
  to: number,
): Promise<{ slots: StoredSlot[]; names: NameTable }> {
  const transaction = database.transaction(['slots', 'names']);
  const names = await readNames(database, transaction.objectStore('names'));
  const range = IDBKeyRange.bound([from - LONGEST_SLOT_MS], [to], false, true);
  const slots = await transaction.objectStore('slots').getAll(range);
  return { slots: slots.filter((slot) => slot.to > from && slot.from < to), names };
}

/** Three years are half a million cells: no object for each addition. */
function addInPlace(sum: Cell, cell: Readonly<Cell>): void {
  sum.down += cell.down;
  sum.up += cell.up;
  sum.low += cell.low;
  sum.high += cell.high;
  sum.measured += cell.measured;
  sum.requests += cell.requests;
}

function named(sums: Map<number, Map<number, Map<number, Cell>>>, names: NameTable): SiteRows {
  const rename = <From, To>(map: Map<number, From>, change: (value: From) => To): Map<string, To> => {
    const renamed = new Map<string, To>();
    for (const [id, value] of map) {
      const name = names.nameOf(id);
      if (name !== null) renamed.set(name, change(value));
    }
    return renamed;
  };
  return rename(sums, (hosts) => rename(hosts, (kinds) => rename(kinds, (cell) => cell)));
}
