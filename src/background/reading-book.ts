import type { Reading, Refusal } from '../core/contract.ts';
import { epochMs } from '../core/epoch-ms.ts';
import { readingKey } from '../core/reading-key.ts';
import { refuse } from '../core/refusals.ts';
import type { ReadingRecord } from '../storage/schema.ts';
import { createInTurn } from './in-turn.ts';

/** The readings of all plans: cached in memory, written through. */
export type ReadingBook = {
  /** A plan's valid readings, by as-of time. The same list until one of them changes. */
  ofPlan(plan: string): readonly ReadingRecord[];
  /** Applies a reading; one that repeats another of its plan counts once. */
  add(plan: string, reading: Reading): Promise<void>;
  remove(id: string): Promise<Refusal | null>;
  /** Undoes `remove`. */
  restore(id: string): Promise<Refusal | null>;
  /** Retries a read that failed. */
  retry(): Promise<void>;
  /** Reads everything again after it was changed on disk. */
  reload(): Promise<void>;
};

/** Where readings are stored; a record replaces the one of the same id. */
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
    // The connection keeps the error and reports it to the user.
    if (!isRead) await reload().catch(() => {});
  };
  await retry();

  /** Serialised: each change sees the result of the one before. */
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
