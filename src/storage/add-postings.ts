import { addToRows, type SiteRows } from '../core/ledger-rows.ts';
import type { Posting } from './ledger.ts';
import type { NameTable } from './name-table.ts';
import { packRows } from './packed-rows.ts';
import type { StoredSlot } from './schema.ts';
import { dropSummaries, type SummariesStore } from './summary.ts';
import { unpackRows } from './unpack-rows.ts';

type Stores = {
  slots: {
    get(key: [number, StoredSlot['owner']]): Promise<StoredSlot | undefined>;
    put(slot: StoredSlot): Promise<unknown>;
  };
  summaries: SummariesStore;
};

/**
 * Adds postings to their slots, within a transaction: each slot is read and added to, never replaced. The caller saves
 * new names when all of these are done.
 */
export function addPostings(
  { slots, summaries }: Stores,
  names: NameTable,
  postings: readonly Posting[],
): Promise<unknown>[] {
  const groups = bySlot(postings);
  const beginnings = groups.map(([first]) => first!.slot.from);
  const writes: Promise<unknown>[] = [];
  const write = (request: Promise<unknown>) => {
    // If a later call throws synchronously, nobody awaits this one's rejection by the abort.
    request.catch(() => {});
    writes.push(request);
  };
  write(dropSummaries(summaries, beginnings));
  for (const group of groups) {
    const { slot, owner } = group[0]!;
    write(
      slots.get([slot.from, owner]).then((found) => {
        const rows: SiteRows | null = found ? unpackRows(found.packed, names) : new Map();
        // Overwriting it would hide that there was something.
        if (!rows) throw new RangeError('A slot is damaged.');
        for (const { site, host, kind, cell } of group) addToRows(rows, site, host, kind, cell);
        const { from, to } = found ?? slot;
        return slots.put({ from, to, owner, packed: packRows(rows, names.idOf) });
      }),
    );
  }
  return writes;
}

function bySlot(postings: readonly Posting[]): Posting[][] {
  const groups = new Map<string, Posting[]>();
  for (const posting of postings) {
    const key = `${posting.slot.from} ${posting.owner}`;
    const group = groups.get(key);
    if (group) group.push(posting);
    else groups.set(key, [posting]);
  }
  return [...groups.values()];
}
