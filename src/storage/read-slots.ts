import { addInPlace, type Cell } from '../core/cell.ts';
import type { SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { addingTo, takingFrom, type IdRows } from './id-rows.ts';
import { readNames, type NameTable } from './name-table.ts';
import type { Database } from './open-database.ts';
import { visitPacked } from './packed-rows.ts';
import { readFirstSlot } from './read-first-slot.ts';
import type { BroughtSlot, Owner, SlotRecord, StoredSlot } from './schema.ts';
import { visitSlotSites } from './packed-slot-sites.ts';
import { besideOf, chooseSummaries, SHORTEST_SUMMARY_MS, type StoredSummary, type SummaryPart } from './summary.ts';
import { unpackRows } from './unpack-rows.ts';

/** A slot with what each site cost in it. */
export type SlotSites = { from: number; to: number; owner: Owner; sites: Map<string, Cell> };

/**
 * The slots that touch `from`…`to` (epoch ms), in order of time; counted here or brought in, so that the same stretch and
 * owner may come more than once.
 */
export async function readSlots(database: Database, from: number, to: number): Promise<SlotRecord[]> {
  const transaction = database.transaction(['slots', 'brought', 'names']);
  const names = await readNames(database, transaction.objectStore('names'));
  const slots = await readBoth(transaction, from - LONGEST_SLOT_MS, to);
  return slots
    .filter((slot) => slot.to > from)
    .map(({ packed, from: begin, to: end, owner }) => ({
      from: begin,
      to: end,
      owner,
      rows: unpackRows(packed, names),
    }));
}

/** As `readSlots`, hosts and kinds summed: a tenth of the memory. */
export async function readSlotSites(database: Database, from: number, to: number): Promise<SlotSites[]> {
  const { slots, summaries, names } = await readStored(database, from, to, 'sites');
  const found: SlotSites[] = [];
  for (const { packed, from: begin, to: end, owner } of slots) {
    const sites = new Map<string, Cell>();
    visitPacked(packed, (id, _host, _kind, cell) => addTo(sites, names.nameOf(id), cell));
    found.push({ from: begin, to: end, owner, sites });
  }
  if (summaries.length === 0) return found;
  for (const summary of summaries)
    for (const { owner, packed } of summary.owners) {
      let sites: Map<string, Cell> | null = null;
      visitSlotSites(summary.from, packed, {
        slot: (begin, end) => {
          sites = end > from && begin < to ? new Map<string, Cell>() : null;
          if (sites) found.push({ from: begin, to: end, owner, sites });
        },
        site: (id, cell) => sites && addTo(sites, names.nameOf(id), cell),
      });
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
  const { slots, summaries, names, transaction } = await readStored(database, from, to, 'total');
  const stretches = summaries.flatMap((summary) => besideOf(summary, from, to));
  const beside = (await Promise.all(stretches.map((one) => readBoth(transaction, one.from, one.to)))).flat();
  const sums: IdRows = new Map();
  const add = addingTo(sums);
  let [first, last] = [from, to];
  for (const slot of slots) {
    if (!counts(slot.owner)) continue;
    first = Math.min(first, slot.from);
    last = Math.max(last, slot.to);
    visitPacked(slot.packed, add);
  }
  for (const { owners } of summaries)
    for (const { owner, packed } of owners) if (counts(owner)) visitPacked(packed, add);
  // What a summary tells of the slots outside is less to take away again than what it tells of those inside to add.
  const take = takingFrom(sums);
  for (const slot of beside) {
    if (!counts(slot.owner)) continue;
    if (slot.to <= from || slot.from >= to) visitPacked(slot.packed, take);
    else [first, last] = [Math.min(first, slot.from), Math.max(last, slot.to)];
  }
  return { from: first, to: last, rows: named(sums, names) };
}

/** What touches `from`…`to`: summaries of stretches that lie mostly within where there are some, and the slots of all else. */
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

/** What was counted here and what archives brought of slots that begin in `from`…`to`, in order of time. */
export async function readBoth(
  transaction: {
    objectStore(name: 'slots'): { getAll(range: IDBKeyRange): Promise<StoredSlot[]> };
    objectStore(name: 'brought'): { getAll(range: IDBKeyRange): Promise<BroughtSlot[]> };
  },
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
