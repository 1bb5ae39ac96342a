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
  const stored = known.get(database) ?? { names: [], ids: new Map<string, number>() };
  const count = await store.count();
  if (count < stored.names.length) forget(stored);
  if (count > stored.names.length) add(stored, await store.getAll(IDBKeyRange.lowerBound(stored.names.length)));
  known.set(database, stored);
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

function forget(table: Known): void {
  table.names.length = 0;
  table.ids.clear();
}

function add(table: Known, names: readonly (string | null)[]): void {
  for (const name of names) {
    if (name !== null) table.ids.set(name, table.names.length);
    table.names.push(name);
  }
}
