import type { IDBPObjectStore, StoreNames } from 'idb';
import type { DatagaugeSchema } from './schema.ts';

type NamesStore = IDBPObjectStore<
  DatagaugeSchema,
  ArrayLike<StoreNames<DatagaugeSchema>>,
  'names',
  'readonly' | 'readwrite' | 'versionchange'
>;

/** The names of sites, hosts and kinds by id. Names are added and never change; a deleted one is `null`. */
export type NameTable = {
  nameOf(id: number): string | null;
  /** The id of a name; a new one is assigned, and kept in memory until `save` stores it. */
  idOf(name: string): number;
  /** Stores new names, within the transaction that uses them. */
  save(store: { add(value: string | null, key: number): Promise<unknown> }): Promise<unknown>[];
};

/** By id, and by name. */
type Known = { names: (string | null)[]; ids: Map<string, number> };

const known = new WeakMap<object, Known>();

/**
 * The table within a transaction. It is cached by database as long as no name was added since: ids count up from 0
 * without gaps, so the number of names tells.
 *
 * @param database the key of the cache
 */
export async function readNames(database: object, store: NamesStore): Promise<NameTable> {
  const count = await store.count();
  let stored = known.get(database) ?? noNames();
  // A concurrent reader may have replaced the table.
  if (count < stored.names.length) stored = noNames();
  known.set(database, stored);
  const before = stored.names.length;
  if (count > before) {
    const added = await store.getAll(IDBKeyRange.lowerBound(before));
    // A concurrent reader may have added some of them.
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

/** To be called where a name was deleted from disk. */
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
