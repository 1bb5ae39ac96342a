import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { eachRow } from '../../src/core/ledger-rows.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { bringBack } from '../../src/storage/bring-back.ts';
import { addBatch, type Batch } from '../../src/storage/ledger.ts';
import { openDatabase, RESCUE_NAME, type Database } from '../../src/storage/open-database.ts';
import { changeSettings, readPlans, readSettings } from '../../src/storage/plan-store.ts';
import { sumSlots } from '../../src/storage/read-slots.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { openVault } from '../../src/storage/vault.ts';
import { planOf } from './plan-fixture.ts';
import { startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { posting } from './support/posting.ts';
import { NOON } from './support/request.ts';

const batch = (run: string, number: number, down: number, at = NOON): Batch => ({
  run,
  batch: number,
  at,
  postings: [posting(down, { slot: slotAt(at) })],
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

  it('opens the database, and creates no second one', async () => {
    const vault = await openVault();
    expect(vault.database.name).toBe(DATABASE_NAME);
    expect(vault.trouble).toBeNull();
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('uses a rescue database in place of one that a newer version wrote', async () => {
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

  it('imports the rescue database once, adding it to what is there', async () => {
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

  it('adds nothing twice when it was stopped between importing and deleting', async () => {
    const fill = async () => {
      const rescue = await openDatabase(RESCUE_NAME);
      await addBatch(rescue, batch('run', 1, 5));
      rescue.close();
    };
    await fill();
    const first = await openVault();
    first.database.close();
    // The same rescue database is there again, as if it had never been deleted.
    await fill();
    const second = await openVault();
    expect(await downOf(second.database)).toBe(5);
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('imports plans, readings and holds too: existing ones stay, the last choice is active', async () => {
    const week = { ...planOf({ id: 'week', name: 'Week' }), addedAt: 1 };
    const month = { ...planOf({ id: 'month', name: 'Month' }), addedAt: 2 };
    const reading = (id: string, used: number) => ({
      ...{ id, plan: 'week', addedAt: 3, removedAt: null },
      reading: {
        asOf: '2026-03-01T13:00:00Z',
        used,
        unit: 1000 as const,
        scope: 'general' as const,
        source: 'sms' as const,
      },
    });
    const hold = (site: string, mode: 'paused' | 'lean') => ({ site, mode, setAt: 1, plan: null, embeds: true });
    const main = await openDatabase();
    await main.put('plans', { ...week, name: 'Mine' });
    await main.put('readings', reading('said', 5));
    await main.put('holds', hold('video.test', 'paused'));
    await changeSettings(main, { active: 'week', countingSince: NOON, metered: false });
    main.close();
    const rescue = await openDatabase(RESCUE_NAME);
    for (const plan of [week, month]) await rescue.put('plans', plan);
    for (const one of [reading('again', 5), reading('new', 6)]) await rescue.put('readings', one);
    for (const one of [hold('video.test', 'lean'), hold('ads.test', 'lean')]) await rescue.put('holds', one);
    await changeSettings(rescue, { active: 'month', countingSince: NOON + 1 });
    rescue.close();
    const { database } = await openVault();
    expect((await readPlans(database)).plans.map(({ name }) => name)).toEqual(['Mine', 'Month']);
    expect(await readSettings(database)).toMatchObject({ active: 'month', countingSince: NOON, metered: false });
    expect((await database.getAllKeys('readings')).sort()).toEqual(['new', 'said']);
    expect(await database.getAll('holds')).toEqual([hold('ads.test', 'lean'), hold('video.test', 'paused')]);
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('deletes an empty rescue database', async () => {
    (await openDatabase(RESCUE_NAME)).close();
    await openVault();
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('fails with an explanation when neither opens', async () => {
    (await openDB(DATABASE_NAME, 99)).close();
    (await openDB(RESCUE_NAME, 99)).close();
    await expect(openVault()).rejects.toThrow(/^datagauge-rescue: /);
    await deleteDB(RESCUE_NAME);
    expect((await openVault()).database.name).toBe(RESCUE_NAME);
  });
});

describe('a rescue database', () => {
  beforeEach(freshStorage);

  it('that does not open leaves the other one usable, and is told', async () => {
    const main = await openDatabase();
    await addBatch(main, batch('a', 1, 1000));
    main.close();
    (await openDB(RESCUE_NAME, 99)).close();
    const { database, trouble, isRescue } = await openVault();
    expect(await downOf(database)).toBe(1000);
    expect(trouble).toContain('newer version');
    expect(isRescue).toBe(false);
  });

  it('loses nothing where a slot is damaged that it has, too', async () => {
    const main = await openDatabase();
    await addBatch(main, batch('a', 1, 1000));
    const [slot] = await main.getAll('slots');
    await main.put('slots', { ...slot!, packed: new Uint8Array([255, 255, 255]) });
    main.close();
    const rescue = await openDatabase(RESCUE_NAME);
    await addBatch(rescue, batch('b', 1, 500));
    rescue.close();
    const { database, trouble } = await openVault();
    expect(trouble).toBeNull();
    expect(await downOf(database)).toBe(500);
    expect(await databases()).toEqual([DATABASE_NAME]);
  });

  it('is brought back once, whatever was added to it after a stop in between', async () => {
    const rescue = await openDatabase(RESCUE_NAME);
    await addBatch(rescue, batch('b', 1, 500));
    const main = await openDatabase();
    await bringBack(main, rescue); // stopped before it was deleted
    main.close();
    await addBatch(rescue, batch('c', 1, 10));
    rescue.close();
    expect(await downOf((await openVault()).database)).toBe(510);
  });

  it('has counted for the plan that went on being active', async () => {
    const { ask, world } = await startEngine();
    for (const id of ['old', 'new']) {
      await ask({ type: 'plan.save', plan: planOf({ id, activatedAt: `2026-0${id === 'old' ? 2 : 3}-01T00:00:00Z` }) });
      await ask({ type: 'plan.activate', id });
    }
    const rescue = await openDatabase(RESCUE_NAME);
    await addBatch(rescue, batch('r', 1, 50_000_000));
    rescue.close();
    world.now += 3_600_000;
    expect((await (await startEngine(world)).status()).used).toBe(50_000_000);
  });
});
