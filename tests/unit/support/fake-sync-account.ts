import type { SyncArea } from '../../../src/browser/sync-area.ts';
import { refusalOf } from './fake-sync-area.ts';

type Item = { value: unknown; /** Counts all changes in the account; an item's highest wins. */ number: number };

/** One device's copy of an account. */
export type FakeReplica = {
  on(now: () => number): SyncArea;
  /** Delivers one of the other devices' changes that have not arrived yet; `which` is chosen at random. */
  bring(which: number): void;
  bringAll(): void;
  keys(): string[];
};

/** An account whose items are delivered to its devices one by one, late and in any order. */
export function createFakeSyncAccount(): { replica(): FakeReplica } {
  let changes = 0;
  const replicas: { take(key: string, item: Item): void }[] = [];

  const replica = (): FakeReplica => {
    const items = new Map<string, Item>();
    const coming: { key: string; item: Item }[] = [];
    const apply = (key: string, item: Item) => {
      if (item.number > (items.get(key)?.number ?? 0)) items.set(key, item);
    };
    const present = () =>
      new Map([...items].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])));
    const change = (key: string, value: unknown) => {
      const item = { value: structuredClone(value), number: ++changes };
      apply(key, item);
      for (const other of replicas) if (other !== self) other.take(key, item);
    };
    const self = { take: (key: string, item: Item) => void coming.push({ key, item }) };
    replicas.push(self);
    const area: SyncArea = {
      read: () => Promise.resolve(structuredClone(Object.fromEntries(present()))),
      write: (values) => {
        const refusal = refusalOf(new Map([...present(), ...Object.entries(values)] as [string, unknown][]));
        if (refusal) return Promise.reject(refusal);
        for (const [key, value] of Object.entries(values)) change(key, value);
        return Promise.resolve();
      },
      remove: (keys) => {
        for (const key of keys) if (items.get(key)?.value !== undefined) change(key, undefined);
        return Promise.resolve();
      },
    };
    const bring = (which: number) => {
      const [one] = coming.splice(which % Math.max(1, coming.length), 1);
      if (one) apply(one.key, one.item);
    };
    return {
      on: () => area,
      bring,
      bringAll: () => {
        while (coming.length > 0) bring(0);
      },
      keys: () => [...present().keys()].map(String),
    };
  };
  return { replica };
}
