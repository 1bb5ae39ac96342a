import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { addBatch, readOpenPostings, type Batch } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { forgetUsage } from '../../src/storage/forget-usage.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const open = (id: string, state = 0): OpenPosting =>
  ({ id, key: 'k', at: state, site: `${id}.test`, pieces: [] }) as unknown as OpenPosting;
const batchOf = (batch: number, opened: OpenPosting[], closed: string[] = [], run = 'run'): Batch => ({
  ...{ run, batch, at: NOON, postings: [], opened, closed },
});
const idsOf = async (database: Database) => (await readOpenPostings(database)).map(({ id }) => id);
const rowsOf = (database: Database) => database.count('openPostings');

describe('the journal of open postings', () => {
  let database: Database;
  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
  });

  it('takes one row for each batch, however large, and none when all is settled', async () => {
    await addBatch(
      database,
      batchOf(
        1,
        ['a', 'b', 'c'].map((id) => open(id)),
      ),
    );
    expect(await rowsOf(database)).toBe(1);
    await addBatch(database, batchOf(2, [open('d')], ['a']));
    expect(await rowsOf(database)).toBe(2);
    await addBatch(database, batchOf(3, [], ['d', 'b', 'c']));
    expect(await rowsOf(database)).toBe(0);
  });

  it('keeps a settled posting settled while an older state of it is still stored', async () => {
    await addBatch(database, batchOf(1, [open('a'), open('b')]));
    await addBatch(database, batchOf(2, [open('b', 2)]));
    await addBatch(database, batchOf(3, [], ['b']));
    expect(await idsOf(database)).toEqual(['a']);
    await addBatch(database, batchOf(4, [open('a', 4)]));
    expect(await readOpenPostings(database)).toEqual([open('a', 4)]);
    expect(await rowsOf(database)).toBe(1);
  });

  it('writes nothing of what was settled before it was written', async () => {
    await addBatch(database, batchOf(1, [], ['never']));
    expect(await rowsOf(database)).toBe(0);
  });

  it('takes over postings that had a row of their own', async () => {
    await database.put('openPostings', open('f-2'));
    await database.put('openPostings', open('0-1'));
    await addBatch(database, batchOf(1, [open('a'), open('f-2', 1)]));
    expect((await readOpenPostings(database)).map(({ id, at }) => [id, at])).toEqual([
      ['0-1', 0],
      ['f-2', 1],
      ['a', 0],
    ]);
    await addBatch(database, batchOf(2, [], ['f-2', '0-1', 'a']));
    expect(await rowsOf(database)).toBe(0);
  });

  it('is deleted from the disk with its site, settled or not', async () => {
    await addBatch(database, batchOf(1, [open('a'), open('b'), open('c')]));
    await addBatch(database, batchOf(2, [], ['b']));
    for (const site of ['a.test', 'b.test']) await forgetUsage(database, { site });
    expect(await idsOf(database)).toEqual(['c']);
    expect(JSON.stringify(await database.getAll('openPostings'))).not.toMatch(/[ab]\.test/);
    await addBatch(database, batchOf(3, [], ['c']));
    expect(await rowsOf(database)).toBe(0);
  });

  it('contains what was opened and not settled, across failures and new runs', async () => {
    const ids = fc.subarray(['a', 'b', 'c', 'd', 'e']);
    const step = fc.record({ opens: ids, closes: ids, how: fc.constantFrom('well', 'well', 'fails', 'restarts') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        freshStorage();
        let now = await openDatabase();
        let run = 0;
        const expected = new Map<string, number>();
        for (const [n, { opens, closes, how }] of steps.entries()) {
          const opened = opens.map((id) => open(id, n));
          const closed = closes.filter((id) => !opens.includes(id));
          if (how === 'restarts') {
            now.close();
            now = await openDatabase();
            run++;
          }
          const batch = batchOf(n + 1, opened, closed, `run ${run}`);
          if (how === 'fails') {
            const nowhere = { slot: { from: NaN, to: NaN }, owner: 'none', site: '', host: '', kind: '' } as never;
            await expect(addBatch(now, { ...batch, postings: [nowhere] })).rejects.toThrow();
            continue;
          }
          await addBatch(now, batch);
          for (const id of closed) expected.delete(id);
          for (const id of opens) expected.set(id, n);
          const found = await readOpenPostings(now);
          expect(new Map(found.map(({ id, at }) => [id, at]))).toEqual(expected);
          if (expected.size === 0) expect(await rowsOf(now)).toBe(0);
        }
        now.close();
      }),
      { numRuns: 60 },
    );
  });
});
