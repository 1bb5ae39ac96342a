import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { eachRow } from '../../src/core/ledger-rows.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { addBatch, type Batch } from '../../src/storage/ledger.ts';
import { openDatabase, RESCUE_NAME, type Database } from '../../src/storage/open-database.ts';
import { sumSlots } from '../../src/storage/read-slots.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { openVault } from '../../src/storage/vault.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const batch = (run: string, number: number, down: number, at = NOON): Batch => ({
  run,
  batch: number,
  at,
  postings: [
    {
      slot: slotAt(at),
      owner: 'none',
      site: 'news.test',
      host: 'cdn.test',
      kind: 'script',
      cell: { ...EMPTY_CELL, down, requests: 1 },
    },
  ],
  opened: [],
  closed: [],
});

const downOf = async (database: Database) =>
  [...eachRow((await sumSlots(database, 0, Number.MAX_SAFE_INTEGER)).rows)].reduce(
    (sum, { cell }) => sum + cell.down,
    0,
  );

const databases = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

describe('openVault', () => {
  beforeEach(freshStorage);

  it('opens the database, and makes no second one', async () => {
    const vault = await openVault();
    expect(vault.database.name).toBe(DATABASE_NAME);
    expect(vault.trouble).toBeNull();
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('puts a rescue database in place of one that a newer version wrote', async () => {
    const newer = await openDB(DATABASE_NAME, 99, { upgrade: (db) => void db.createObjectStore('future') });
    await newer.put('future', 'kept', 'key');
    newer.close();
    const vault = await openVault();
    expect(vault.database.name).toBe(RESCUE_NAME);
    expect(vault.trouble).toBe('datagauge: it was written by a newer version of the extension and is left untouched');
    await addBatch(vault.database, batch('run', 1, 5));
    expect(await downOf(vault.database)).toBe(5);
    const still = await openDB(DATABASE_NAME);
    expect([still.version, await still.get('future', 'key')]).toEqual([99, 'kept']);
  });

  it('brings back what was rescued, once, and adds it to what is there', async () => {
    const main = await openDatabase();
    await addBatch(main, batch('before', 1, 100));
    main.close();
    const rescue = await openDatabase(RESCUE_NAME);
    await addBatch(rescue, batch('run', 1, 5));
    await addBatch(rescue, batch('run', 2, 6, NOON + SLOT_MS));
    rescue.close();
    const first = await openVault();
    expect(await downOf(first.database)).toBe(111);
    expect(await databases()).toEqual([DATABASE_NAME]);
    first.database.close();
    expect(await downOf((await openVault()).database)).toBe(111);
  });

  it('adds nothing twice when it was stopped between the writing and the clearing away', async () => {
    const fill = async () => {
      const rescue = await openDatabase(RESCUE_NAME);
      await addBatch(rescue, batch('run', 1, 5));
      rescue.close();
    };
    await fill();
    const first = await openVault();
    first.database.close();
    // The same rescue database is there again, as if it had never been cleared away.
    await fill();
    const second = await openVault();
    expect(await downOf(second.database)).toBe(5);
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('clears an empty rescue database away', async () => {
    (await openDatabase(RESCUE_NAME)).close();
    await openVault();
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('fails in words when neither opens', async () => {
    (await openDB(DATABASE_NAME, 99)).close();
    (await openDB(RESCUE_NAME, 99)).close();
    await expect(openVault()).rejects.toThrow(/^datagauge-rescue: /);
    await deleteDB(RESCUE_NAME);
    expect((await openVault()).database.name).toBe(RESCUE_NAME);
  });
});
