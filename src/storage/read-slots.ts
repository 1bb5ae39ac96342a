import { addInPlace, type Cell } from '../core/cell.ts';
import type { SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { addingTo, takingFrom, type IdRows } from './id-rows.ts';
import { readNames, type NameTable } from './name-table.ts';
import type { Database } from './open-database.ts';
import { openPacked, type PackedRows } from './packed-rows.ts';
import { openSlotSites } from './packed-slot-sites.ts';
import { readFirstSlot } from './read-first-slot.ts';
import type { BroughtSlot, Owner, SlotRecord, StoredSlot } from './schema.ts';
import { besideOf, chooseSummaries, SHORTEST_SUMMARY_MS, type StoredSummary, type SummaryPart } from './summary.ts';
import { unpackRows } from './unpack-rows.ts';

/** A slot with what each site cost in it. */
export type SlotSites = { from: number; to: number; owner: Owner; sites: Map<string, Cell> };

/**
 * The slots that overlap `from`…`to` (epoch ms), in order of time; counted here or imported, so that the same range and
 * owner may occur more than once. Damaged slots are left out, as from everything that reads slots: see `readDamaged`.
 */
export async function readSlots(database: Database, from: number, to: number): Promise<SlotRecord[]> {
  const transaction = database.transaction(['slots', 'brought', 'names']);
  const names = await readNames(database, transaction.objectStore('names'));
  const slots = await readBoth(transaction, from - LONGEST_SLOT_MS, to);
  return slots
    .filter((slot) => slot.to > from)
    .flatMap(({ packed, from: begin, to: end, owner }) => {
      const rows = unpackRows(packed, names);
      return rows ? [{ from: begin, to: end, owner, rows }] : [];
    });
}

/** As `readSlots`, with hosts and kinds summed: a tenth of the memory. */
export async function readSlotSites(database: Database, from: number, to: number): Promise<SlotSites[]> {
  const { slots, summaries, names, transaction } = await readStored(database, from, to, 'sites');
  const found: SlotSites[] = [];
  const touches = (slot: { from: number; to: number }) => slot.to > from && slot.from < to;
  const addSlot = ({ packed, from: begin, to: end, owner }: StoredSlot) => {
    const visitAll = openPacked(packed);
    if (!visitAll) return;
    const sites = new Map<string, Cell>();
    visitAll((id, _host, _kind, cell) => addTo(sites, names.nameOf(id), cell));
    found.push({ from: begin, to: end, owner, sites });
  };
  slots.forEach(addSlot);
  if (summaries.length === 0) return found;
  for (const summary of summaries)
    for (const { owner, packed } of summary.owners) {
      const visitAll = openSlotSites(summary.from, packed);
      let sites: Map<string, Cell> | null = null;
      visitAll?.({
        slot: (begin, end) => {
          sites = touches({ from: begin, to: end }) ? new Map<string, Cell>() : null;
          if (sites) found.push({ from: begin, to: end, owner, sites });
        },
        site: (id, cell) => sites && addTo(sites, names.nameOf(id), cell),
      });
      if (visitAll) continue;
      const summed = await readBoth(transaction, summary.from, summary.to);
      summed.filter((slot) => slot.owner === owner && touches(slot)).forEach(addSlot);
    }
  return found.sort((a, b) => a.from - b.from);
}

function addTo(sites: Map<string, Cell>, site: string | null, cell: Readonly<Cell>): void {
  if (site === null) return;
  const sum = sites.get(site);
  if (sum) addInPlace(sum, cell);
  else sites.set(site, { ...cell });
}

/**
 * The sum over the slots that overlap `from`…`to`, and the range that they cover if they reach beyond it.
 *
 * @param counts which owners' usage to sum
 */
export async function sumSlots(
  database: Database,
  from: number,
  to: number,
  counts: (owner: Owner) => boolean = () => true,
): Promise<{ from: number; to: number; rows: SiteRows }> {
  const { slots, summaries, names, transaction } = await readStored(database, from, to, 'total');
  const opened = await Promise.all(summaries.map((summary) => openTotal(transaction, summary, { from, to }, counts)));
  const sums: IdRows = new Map();
  const add = addingTo(sums);
  let [first, last] = [from, to];
  const reach = (slot: { from: number; to: number }) =>
    ([first, last] = [Math.min(first, slot.from), Math.max(last, slot.to)]);
  for (const { slots: instead, totals } of opened) {
    slots.push(...instead);
    for (const visitAll of totals) visitAll(add);
  }
  for (const slot of slots) {
    if (!counts(slot.owner)) continue;
    reach(slot);
    openPacked(slot.packed)?.(add);
  }
  // Subtracting a summary's slots outside the range is cheaper than adding those inside.
  const take = takingFrom(sums);
  for (const { outside, across } of opened) {
    for (const visitAll of outside) visitAll(take);
    across.forEach(reach);
  }
  return { from: first, to: last, rows: named(sums, names) };
}

/** A summary's contribution to a query, or the slots that it sums up in its place. */
type OpenTotal = {
  slots: StoredSlot[];
  /** For each owner that counts. */
  totals: PackedRows[];
  /** For its slots outside the queried range. */
  outside: PackedRows[];
  /** Slots that cross an end of the queried range. */
  across: StoredSlot[];
};

/** If a summary is damaged, or a slot that would have to be subtracted from it, its slots are read instead. */
async function openTotal(
  transaction: SlotsTransaction,
  summary: StoredSummary,
  { from, to }: { from: number; to: number },
  counts: (owner: Owner) => boolean,
): Promise<OpenTotal> {
  const touches = (slot: StoredSlot) => counts(slot.owner) && slot.to > from && slot.from < to;
  const stretches = besideOf(summary, from, to).map((one) => readBoth(transaction, one.from, one.to));
  const beside = (await Promise.all(stretches)).flat().filter(({ owner }) => counts(owner));
  const totals = summary.owners.filter(({ owner }) => counts(owner)).map(({ packed }) => openPacked(packed));
  const outside = beside.filter((slot) => !touches(slot)).map(({ packed }) => openPacked(packed));
  if (totals.every(isWhole) && outside.every(isWhole))
    return { slots: [], totals, outside, across: beside.filter(touches) };
  const summed = await readBoth(transaction, summary.from, summary.to);
  return { slots: summed.filter(touches), totals: [], outside: [], across: [] };
}

const isWhole = (rows: PackedRows | null): rows is PackedRows => rows !== null;

/**
 * What overlaps `from`…`to`: summaries of ranges that lie mostly within, where there are some, and the slots of all
 * else.
 */
async function readStored(database: Database, from: number, to: number, part: SummaryPart) {
  const transaction = database.transaction(['slots', 'brought', 'summaries', 'names']);
  const store = transaction.objectStore('summaries');
  const [names, begin, keys] = await Promise.all([
    readNames(database, transaction.objectStore('names')),
    readFirstSlot(transaction, 0),
    to - from > SHORTEST_SUMMARY_MS / 2 ? store.getAllKeys(IDBKeyRange.bound([part], [part, []])) : [],
  ]);
  const chosen = chooseSummaries(keys, from, to, begin ?? from);
  const summing = Promise.all(chosen.map((key) => store.get(key) as Promise<StoredSummary>));
  const reads: Promise<StoredSlot[]>[] = [];
  let at = from - LONGEST_SLOT_MS;
  for (const [, length, start] of [...chosen, [part, 0, to] as const]) {
    if (at < start) reads.push(readBoth(transaction, at, start));
    at = start + length;
  }
  const summaries = await summing;
  const slots = (await Promise.all(reads)).flat();
  return { slots: slots.filter((slot) => slot.to > from && slot.from < to), summaries, names, transaction };
}

type SlotsTransaction = {
  objectStore(name: 'slots'): { getAll(range: IDBKeyRange): Promise<StoredSlot[]> };
  objectStore(name: 'brought'): { getAll(range: IDBKeyRange): Promise<BroughtSlot[]> };
};

/** The slots that begin in `from`…`to`, counted here or imported, in order of time. */
export async function readBoth(
  transaction: SlotsTransaction,
  from: number,
  to: number,
): Promise<(StoredSlot | BroughtSlot)[]> {
  const range = IDBKeyRange.bound([from], [to], false, true);
  const [own, brought] = await Promise.all([
    transaction.objectStore('slots').getAll(range),
    transaction.objectStore('brought').getAll(range),
  ]);
  return brought.length === 0 ? own : [...own, ...brought].sort((a, b) => a.from - b.from);
}

function named(sums: IdRows, names: NameTable): SiteRows {
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
