import type { Reading, Refusal } from '../core/contract.ts';
import { epochMs } from '../core/epoch-ms.ts';
import { readingKey } from '../core/reading-key.ts';
import { refuse } from '../core/refusals.ts';
import type { ReadingRecord } from '../storage/schema.ts';
import { createInTurn } from './in-turn.ts';

/** The readings of all plans: in memory, written through. */
export type ReadingBook = {
  /** Those of a plan that count, in the order of their own time. The same list until one of them changes. */
  ofPlan(plan: string): readonly ReadingRecord[];
  /** Applies a reading; one that says the same as another of its plan counts once. */
  add(plan: string, reading: Reading): Promise<void>;
  remove(id: string): Promise<Refusal | null>;
  /** Undoes `remove`. */
  restore(id: string): Promise<Refusal | null>;
  /** Reads again what could not be read before. */
  retry(): Promise<void>;
  /** Reads everything again: it was changed on disk. */
  reload(): Promise<void>;
};

/** Where readings are kept; a record of the same id takes the place of the one before. */
export type ReadingStore = {
  readReadings(): Promise<ReadingRecord[]>;
  putReading(record: ReadingRecord): Promise<void>;
};

/** Reads what is stored; each change is on disk before it counts. Storage that fails leaves an empty book. */
export async function createReadingBook(
  store: ReadingStore,
  now: () => number,
  newId: () => string,
): Promise<ReadingBook> {
  let records: readonly ReadingRecord[] = [];
  let byPlan = new Map<string, readonly ReadingRecord[]>();
  let isRead = false;
  const reload = async () => {
    records = await store.readReadings();
    byPlan = new Map();
    isRead = true;
  };
  const retry = async () => {
    // The connection keeps the reason and says it where the user looks.
    if (!isRead) await reload().catch(() => {});
  };
  await retry();

  /** Each change finds what the one before it has made of the book. */
  const inTurn = createInTurn();
  const put = async (record: ReadingRecord) => {
    await store.putReading(record);
    await reload();
  };
  const change = async (id: string, removedAt: number | null): Promise<Refusal | null> => {
    const found = records.find((record) => record.id === id);
    if (!found) return refuse('noSuchReading', JSON.stringify(id));
    if ((found.removedAt === null) !== (removedAt === null)) await put({ ...found, removedAt });
    return null;
  };
  return {
    ofPlan: (plan) => {
      const known = byPlan.get(plan);
      if (known) return known;
      const fresh = records
        .filter((record) => record.plan === plan && record.removedAt === null)
        .sort((a, b) => epochMs(a.reading.asOf ?? '') - epochMs(b.reading.asOf ?? '') || a.addedAt - b.addedAt);
      byPlan.set(plan, fresh);
      return fresh;
    },
    add: (plan, reading) =>
      inTurn(async () => {
        const key = readingKey(reading);
        const same = records.find((record) => record.plan === plan && readingKey(record.reading) === key);
        if (same) await change(same.id, null);
        else await put({ id: newId(), plan, reading, addedAt: now(), removedAt: null });
      }),
    remove: (id) => inTurn(() => change(id, now())),
    restore: (id) => inTurn(() => change(id, null)),
    retry: () => inTurn(retry),
    reload: () => inTurn(reload),
  };
}
