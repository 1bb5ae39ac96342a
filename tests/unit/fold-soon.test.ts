import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFoldSoon } from '../../src/background/fold-soon.ts';
import type { PlanBook } from '../../src/background/plan-book.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { FOLD_AFTER_MS } from '../../src/core/fold-key.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { createConnection } from '../../src/storage/connection.ts';
import { addBatch } from '../../src/storage/ledger.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const HOUR = 3_600_000;
const OLD = NOON - 60 * 24 * HOUR;
/** Old enough to be folded some hours after noon. */
const COMES_OF_AGE = NOON - FOLD_AFTER_MS.hours + HOUR;

describe('old usage', () => {
  beforeEach(freshStorage);

  it('is folded at most twice a day, however often the background starts', async () => {
    const connection = createConnection();
    const database = await connection.get();
    const clock = { now: NOON };
    let batch = 0;
    const write = (at: number) => {
      const cell = { ...EMPTY_CELL, down: 1, requests: 1 };
      const posting = { slot: slotAt(at), owner: 'none' as const, site: 's', host: 'h', kind: 'script', cell };
      return addBatch(database, { run: 'run', batch: ++batch, at, postings: [posting], opened: [], closed: [] });
    };
    const start = () => {
      const onFolded = vi.fn();
      const fold = createFoldSoon({
        connection,
        plans: { list: () => ({ plans: [], active: null }) } as unknown as PlanBook,
        timeZone: () => 'Asia/Hong_Kong',
        now: () => clock.now,
        onFolded,
        onError: (error) => expect(error).toBeUndefined(),
      });
      return { fold, onFolded };
    };
    const slots = () => database.count('slots');

    for (const quarter of [0, 1]) await write(OLD + quarter * SLOT_MS);
    const first = start();
    first.fold();
    await vi.waitFor(() => expect(first.onFolded).toHaveBeenCalledOnce());
    expect(await slots()).toBe(1);
    await vi.waitFor(async () => expect(await database.getAllKeys('summaries')).not.toEqual([]));

    clock.now += 11 * HOUR;
    for (const quarter of [0, 1]) await write(COMES_OF_AGE + quarter * SLOT_MS);
    const second = start();
    second.fold();
    // Longer than folding would take, which needs fewer transactions than these.
    for (let i = 0; i < 50; i++) expect(await slots()).toBe(3);
    expect(second.onFolded).not.toHaveBeenCalled();

    clock.now += 2 * HOUR;
    const third = start();
    third.fold();
    await vi.waitFor(() => expect(third.onFolded).toHaveBeenCalledOnce());
    expect(await slots()).toBe(2);
  });
});
