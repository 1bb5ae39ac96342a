import type { IDBPObjectStore, StoreNames } from 'idb';
import type { DatagaugeSchema } from './schema.ts';

type NamesStore = IDBPObjectStore<
  DatagaugeSchema,
  ArrayLike<StoreNames<DatagaugeSchema>>,
  'names',
  'readonly' | 'readwrite' | 'versionchange'
>;

/** The names of sites, hosts and kinds by their ids. Names are added and never change; one that was forgotten is `null`. */
export type NameTable = {
  nameOf(id: number): string | null;
  /** The id of a name; a new one is given and kept in `fresh` until `save` puts it on disk. */
  idOf(name: string): number;
  /** Puts what is new; within the transaction that uses it. */
  save(store: { add(value: string | null, key: number): Promise<unknown> }): Promise<unknown>[];
};

/** By id, and by name. */
type Known = { names: (string | null)[]; ids: Map<string, number> };

const known = new WeakMap<object, Known>();

/**
 * The table as it is within a transaction. What an earlier one read of the same database is kept, as long as nothing
 * was added since: ids count up from 0 without gaps, so that the number of names tells.
 *
 * @param database what `known` is kept by
 */
export async function readNames(database: object, store: NamesStore): Promise<NameTable> {
  const count = await store.count();
  let stored = known.get(database) ?? noNames();
  // Whoever has read already goes on with what that one found.
  if (count < stored.names.length) stored = noNames();
  known.set(database, stored);
  const before = stored.names.length;
  if (count > before) {
    const added = await store.getAll(IDBKeyRange.lowerBound(before));
    // Others that read at the same time may have added some of them.
    add(stored, added.slice(stored.names.length - before));
  }
  const fresh = new Map<string, number>();
  return {
    nameOf: (id) => stored.names[id] ?? null,
    idOf: (name) => {
      const id = stored.ids.get(name) ?? fresh.get(name) ?? stored.names.length + fresh.size;
      if (!stored.ids.has(name)) fresh.set(name, id);
      return id;
    },
    save: (target) => [...fresh].map(([name, id]) => target.add(name, id)),
  };
}

/** To be called where a name was taken off the disk. */
export function forgetNames(database: object): void {
  known.delete(database);
}

const noNames = (): Known => ({ names: [], ids: new Map<string, number>() });

function add(table: Known, names: readonly (string | null)[]): void {
  for (const name of names) {
    if (name !== null) table.ids.set(name, table.names.length);
    table.names.push(name);
  }
}
