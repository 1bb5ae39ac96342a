import { deleteDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createConnection } from '../../src/storage/connection.ts';
import { addBatch } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { finishMoving, MOVING_NAME, rewriteDatabase } from '../../src/storage/rewrite.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { openVault } from '../../src/storage/vault.ts';
import { VERSION_3 } from './fixtures/databases/version-3.ts';
import { plantDatabase } from './support/plant-database.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const MARK = { run: 'moved 1', batch: 1, at: 0 };

async function allOf(database: Database): Promise<unknown> {
  const stores = [...database.objectStoreNames];
  return Promise.all(stores.map(async (name) => [name, await database.getAllKeys(name), await database.getAll(name)]));
}

/** The whole content of the database of that name, which is closed afterwards. */
async function contentOf(name = DATABASE_NAME): Promise<unknown> {
  const database = await openDatabase(name);
  const content = await allOf(database);
  database.close();
  return content;
}

/** The state after an interrupted move: everything in the second database; `isComplete`: with its mark. */
async function stopMoving(isComplete: boolean): Promise<void> {
  await plantDatabase(VERSION_3, MOVING_NAME);
  const moving = await openDatabase(MOVING_NAME);
  if (isComplete) await moving.put('flushes', MARK);
  moving.close();
}

const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

describe('a rewritten database', () => {
  let before: unknown;
  beforeEach(async () => {
    freshStorage();
    await plantDatabase(VERSION_3);
    before = await contentOf();
  });

  it('has all its content, and leaves no second database', async () => {
    await rewriteDatabase(await openDatabase());
    expect(await contentOf()).toEqual(before);
    expect(await names()).toEqual([DATABASE_NAME]);
  });

  it.each([
    ['nothing was moved', async () => {}, false],
    ['everything was moved', async () => {}, true],
    ['the old one was deleted', () => deleteDB(DATABASE_NAME), true],
    [
      'the copy was begun',
      async () => {
        await deleteDB(DATABASE_NAME);
        (await openDatabase()).close();
      },
      true,
    ],
    [
      'the copy was complete',
      async () => {
        const database = await openDatabase();
        await database.put('flushes', MARK);
        database.close();
      },
      true,
    ],
  ])('is complete again at the next start when everything stopped after %s', async (_, stop, isComplete) => {
    await stopMoving(isComplete);
    await stop();
    const { database, trouble } = await openVault();
    expect(trouble).toBeNull();
    expect(await allOf(database)).toEqual(before);
    expect(await names()).toEqual([DATABASE_NAME]);
  });

  it('contains nothing that was written to the old one after the copy was complete', async () => {
    await stopMoving(true);
    const database = await openDatabase();
    await database.put('flushes', MARK);
    await database.put('settings', { later: true } as never, 'settings');
    database.close();
    await finishMoving();
    const after = await openDatabase();
    expect(await after.get('settings', 'settings')).toEqual({ later: true });
  });

  it('delays callers meanwhile, and loses none of what they write', async () => {
    const connection = createConnection();
    await connection.get();
    const cell = { down: 1, up: 0, low: 1, high: 1, measured: 1, requests: 1 };
    const posting = {
      slot: { from: NOON, to: NOON + 900_000 },
      owner: 'none' as const,
      site: 'late.test',
      host: '',
      kind: 'other',
      cell,
    };
    const write = async (run: string) =>
      addBatch(await connection.get(), { run, batch: 1, at: NOON, postings: [posting], opened: [], closed: [] });
    const early = write('early');
    const rewritten = connection.rewrite();
    const late = write('late');
    expect(await Promise.all([early, late])).toEqual([true, true]);
    await rewritten;
    expect((await (await connection.get()).getAllKeys('flushes')).sort()).toEqual(['early', 'first', 'late']);
  });
});
