import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addCells, EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import { eachRow } from '../../src/core/ledger-rows.ts';
import { SLOT_MS } from '../../src/core/slot.ts';
import { addBatch, readOpenPostings, type Batch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { readSlots, sumSlots } from '../../src/storage/read-slots.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';
import { postingArbitrary } from './support/cells.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const SLOT = { from: NOON, to: NOON + SLOT_MS };
const posting = (rest: Partial<Posting> = {}): Posting => ({
  slot: SLOT,
  owner: 'none',
  site: 'news.test',
  host: 'cdn.test',
  kind: 'script',
  cell: { ...EMPTY_CELL, down: 1, requests: 1 },
  ...rest,
});
const batchOf = (batch: number, postings: Posting[], rest: Partial<Batch> = {}): Batch => ({
  run: 'run',
  batch,
  at: NOON,
  postings,
  opened: [],
  closed: [],
  ...rest,
});
const openPosting = (id: string): OpenPosting => ({ id, key: 'k', at: NOON }) as OpenPosting;

/** Makes the next transaction that writes slots abort after its last request, as a full disk may. */
function abortAtCommit(): void {
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
    const request = put.apply(this, row);
    if (this.name !== 'slots') return request;
    vi.restoreAllMocks();
    request.addEventListener('success', () => setImmediate(() => this.transaction.abort()));
    return request;
  });
}

const readAll = (database: Database) => readSlots(database, 0, Number.MAX_SAFE_INTEGER);
const totalOf = (records: Awaited<ReturnType<typeof readAll>>): Cell =>
  records.flatMap(({ rows }) => [...eachRow(rows)]).reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL });

describe('the ledger', () => {
  let database: Database;
  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
  });
  afterEach(() => vi.restoreAllMocks());

  it('adds to what is there', async () => {
    expect(await addBatch(database, batchOf(1, [posting(), posting({ kind: 'image' })]))).toBe(true);
    expect(await addBatch(database, batchOf(2, [posting({ cell: { ...EMPTY_CELL, down: 10 } })]))).toBe(true);
    const records = await readAll(database);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ ...SLOT, owner: 'none' });
    expect(records[0]!.rows.get('news.test')!.get('cdn.test')!.get('script')).toMatchObject({ down: 11, requests: 1 });
    expect(totalOf(records).down).toBe(12);
  });

  it('counts 50 concurrent batches of 1 as 50', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => addBatch(database, batchOf(1, [posting()], { run: `run ${i}` }))),
    );
    expect(totalOf(await readAll(database)).down).toBe(50);
  });

  it('counts a replayed batch once, whatever it contains', async () => {
    await addBatch(database, batchOf(1, [posting()]));
    await addBatch(database, batchOf(2, [posting()]));
    expect(await addBatch(database, batchOf(2, [posting()], { opened: [openPosting('late')] }))).toBe(false);
    expect(await addBatch(database, batchOf(1, [posting()]))).toBe(false);
    expect(totalOf(await readAll(database)).down).toBe(2);
    expect(await readOpenPostings(database)).toEqual([]);
    expect(await addBatch(database, batchOf(2, [posting()], { run: 'another' }))).toBe(true);
  });

  it('counts once what an earlier run had both written and left behind, and what follows it', async () => {
    for (const batch of [1, 2]) await addBatch(database, batchOf(batch, [posting()]));
    const reopened = await openDatabase();
    expect(await addBatch(reopened, batchOf(1, [posting()]))).toBe(false);
    expect(await addBatch(reopened, batchOf(2, [posting()]))).toBe(false);
    expect(await addBatch(reopened, batchOf(3, [posting()]))).toBe(true);
    expect(totalOf(await readAll(reopened)).down).toBe(3);
    reopened.close();
  });

  it('counts a run’s next batch once, too, when two attempts write it at the same time', async () => {
    await addBatch(database, batchOf(1, [posting()]));
    const done = await Promise.all([1, 2, 3].map(() => addBatch(database, batchOf(2, [posting()]))));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(totalOf(await readAll(database)).down).toBe(2);
  });

  it('writes again under its number what could not be committed', async () => {
    await addBatch(database, batchOf(1, [posting()], { opened: [openPosting('a'), openPosting('b')] }));
    const next = batchOf(2, [posting()], { closed: ['a'] });
    abortAtCommit();
    await expect(addBatch(database, next)).rejects.toThrow();
    expect(totalOf(await readAll(database)).down).toBe(1);
    expect(await addBatch(database, next)).toBe(true);
    expect(totalOf(await readAll(database)).down).toBe(2);
    expect((await readOpenPostings(database)).map(({ id }) => id)).toEqual(['b']);
    expect(await addBatch(database, next)).toBe(false);
  });

  it('counts what a second attempt writes while the first one fails', async () => {
    await addBatch(database, batchOf(1, [posting()]));
    abortAtCommit();
    const tries = [1, 2].map(() => addBatch(database, batchOf(2, [posting()])));
    await expect(tries[0]).rejects.toThrow();
    expect(await tries[1]).toBe(true);
    expect(totalOf(await readAll(database)).down).toBe(2);
  });

  it('counts once what two attempts write at the same time', async () => {
    const done = await Promise.all([1, 2, 3].map(() => addBatch(database, batchOf(1, [posting()]))));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(totalOf(await readAll(database)).down).toBe(1);
  });

  it('keeps owners separate within a slot', async () => {
    await addBatch(database, batchOf(1, [posting(), posting({ owner: 'unmetered' }), posting({ owner: 'plan:a' })]));
    const records = await readAll(database);
    expect(records.map(({ owner }) => owner).sort()).toEqual(['none', 'plan:a', 'unmetered']);
    for (const record of records) expect(totalOf([record]).down).toBe(1);
  });

  it('opens and closes in the same transaction as it posts', async () => {
    await addBatch(database, batchOf(1, [posting()], { opened: [openPosting('a'), openPosting('b')] }));
    expect((await readOpenPostings(database)).map(({ id }) => id)).toEqual(['a', 'b']);
    await addBatch(database, batchOf(2, [], { closed: ['a', 'never'] }));
    expect((await readOpenPostings(database)).map(({ id }) => id)).toEqual(['b']);
  });

  it('forgets the marks of runs that can no longer be replayed', async () => {
    const day = 24 * 3_600_000;
    await addBatch(database, batchOf(1, [], { run: 'old' }));
    await addBatch(database, batchOf(1, [], { run: 'young', at: NOON + day }));
    await addBatch(database, batchOf(1, [], { run: 'now', at: NOON + day + 1 }));
    expect((await database.getAllKeys('flushes')).sort()).toEqual(['now', 'young']);
  });

  it('leaves nothing of a transaction that fails', async () => {
    const transaction = database.transaction(['slots', 'names', 'flushes', 'openPostings'], 'readwrite');
    transaction.done.catch(() => {});
    const failing = {
      transaction: () => transaction,
    } as unknown as Database;
    const write = addBatch(failing, batchOf(1, [posting()], { opened: [openPosting('a')] }));
    transaction.abort();
    await expect(write).rejects.toThrow();
    expect(await readAll(database)).toEqual([]);
    expect(await readOpenPostings(database)).toEqual([]);
    expect(await addBatch(database, batchOf(1, [posting()]))).toBe(true);
    expect(totalOf(await readAll(database)).down).toBe(1);
  });

  it('leaves nothing of a batch with an invalid key', async () => {
    const nowhere = posting({ slot: { from: NaN, to: NaN } });
    const batch = batchOf(1, [posting(), nowhere], { opened: [openPosting('a')] });
    await expect(addBatch(database, batch)).rejects.toThrow();
    expect(await readAll(database)).toEqual([]);
    expect(await readOpenPostings(database)).toEqual([]);
    expect(await database.getAll('flushes')).toEqual([]);
    expect(await addBatch(database, batchOf(1, [posting()]))).toBe(true);
  });

  it('reads the slots that overlap a range, and no others', async () => {
    const at = (n: number) => posting({ slot: { from: NOON + n * SLOT_MS, to: NOON + (n + 1) * SLOT_MS } });
    await addBatch(database, batchOf(1, [at(0), at(1), at(2), at(3)]));
    const read = async (from: number, to: number) =>
      (await readSlots(database, NOON + from, NOON + to)).map((record) => (record.from - NOON) / SLOT_MS);
    expect(await read(SLOT_MS, 3 * SLOT_MS)).toEqual([1, 2]);
    expect(await read(SLOT_MS - 1, 3 * SLOT_MS + 1)).toEqual([0, 1, 2, 3]);
    expect(await read(SLOT_MS + 1, SLOT_MS + 2)).toEqual([1]);
    expect(await read(-SLOT_MS, 0)).toEqual([]);
  });

  it('has one total, however postings are batched and however the time is divided', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(postingArbitrary(), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(2 * 96),
        async (postings, size, cut) => {
          freshStorage();
          const fresh = await openDatabase();
          for (let i = 0; i < postings.length; i += size)
            await addBatch(fresh, batchOf(i + 1, postings.slice(i, i + size)));
          const expected = postings.reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL });
          expect(totalOf(await readAll(fresh))).toEqual(expected);
          const middle = NOON + cut * SLOT_MS;
          const before = await readSlots(fresh, 0, middle);
          const after = await readSlots(fresh, middle, Number.MAX_SAFE_INTEGER);
          expect(addCells(totalOf(before), totalOf(after))).toEqual(expected);
          const { rows } = await sumSlots(fresh, 0, Number.MAX_SAFE_INTEGER);
          expect([...eachRow(rows)].reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL })).toEqual(
            expected,
          );
          fresh.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
