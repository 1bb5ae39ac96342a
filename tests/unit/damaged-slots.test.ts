import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../src/core/contract.ts';
import type { History } from '../../src/core/history.ts';
import type { DamagedSlot } from '../../src/core/stop.ts';
import { foldSlots } from '../../src/storage/fold.ts';
import { addBatch } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { readSlotSites, sumSlots } from '../../src/storage/read-slots.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { summarise } from '../../src/storage/summarise.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

const QUARTER = 900_000;
const DAY = 96 * QUARTER;

/** Its counts exceed its length. */
const DAMAGED = new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255]);

/** Damages the content of one slot, as a disk might. */
async function damage(from: number): Promise<void> {
  const database = await openDB(DATABASE_NAME);
  const slot = ((await database.getAll('slots')) as { from: number }[]).find((one) => one.from === from);
  await database.put('slots', { ...slot, packed: DAMAGED });
  database.close();
}

/** Three quarters of an hour with a request each, the middle one damaged, and a background that has just started. */
async function startDamaged() {
  const world = createWorld();
  const device = await startEngine(world);
  for (let count = 0; count < 3; count++) {
    device.engine.onRequest(request({ at: world.now, headers: contentLength(5000) }));
    await device.report();
    world.now += QUARTER;
  }
  await damage(NOON + QUARTER);
  return startEngine(world);
}

const START = NOON - (NOON % DAY) - 400 * DAY;

/** Slots of an hour, each with one byte more than the one before; those in `broken` are damaged. */
async function plantHours(hours: number, broken: readonly number[]): Promise<Database> {
  const database = await openDatabase();
  const postings = Array.from({ length: hours }, (_, hour) => ({
    slot: { from: START + hour * 4 * QUARTER, to: START + (hour + 1) * 4 * QUARTER },
    owner: 'none' as const,
    site: 'news.test',
    host: 'h.test',
    kind: 'script',
    cell: { down: hour + 1, up: 0, low: hour + 1, high: hour + 1, measured: hour + 1, requests: 1 },
  }));
  await addBatch(database, { run: 'run', batch: 1, at: START, postings, opened: [], closed: [] });
  for (const hour of broken) await damage(START + hour * 4 * QUARTER);
  return database;
}

const sumOf = async (database: Database, from: number, to: number) =>
  (await sumSlots(database, from, to)).rows.get('news.test')?.get('h.test')?.get('script')?.down ?? 0;

const sitesOf = async (database: Database, from: number, to: number) =>
  (await readSlotSites(database, from, to)).reduce((sum, { sites }) => sum + (sites.get('news.test')?.down ?? 0), 0);

describe('a damaged slot on the disk', () => {
  beforeEach(freshStorage);

  it('is left out of every answer, which contains everything else', async () => {
    const device = await startDamaged();
    const range = { from: new Date(NOON).toISOString(), to: new Date(NOON + 3 * QUARTER).toISOString() };
    expect((await device.report(range)).total.requests).toBe(2);
    const history = (await device.ask({ type: 'history', step: 'hour', ...range })) as History;
    expect(history.stretches.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
    const archive = (await device.ask({ type: 'archive.export' })) as Archive;
    expect(archive.usage.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
  });

  it('is listed with what else is missing, until it is deleted', async () => {
    const device = await startDamaged();
    const damaged = async () => ((await device.ask({ type: 'stop.list' })) as { damaged: DamagedSlot[] }).damaged;
    const [from, to] = [NOON + QUARTER, NOON + 2 * QUARTER].map((at) => new Date(at).toISOString());
    expect(await damaged()).toMatchObject([{ from }]);
    await device.ask({ type: 'data.forget-time', from, to });
    expect(await damaged()).toEqual([]);
    expect((await device.report({ from: new Date(NOON).toISOString() })).total.requests).toBe(2);
  });

  it('does not prevent forgetting a site', async () => {
    const device = await startDamaged();
    await device.ask({ type: 'data.forget-site', site: 'news.test' });
    expect((await device.report({ from: new Date(NOON).toISOString() })).total.requests).toBe(0);
  });

  it('is repaired by an earlier archive', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    device.engine.onRequest(request({ at: world.now, headers: contentLength(5000) }));
    const before = await device.report();
    const archive = await device.ask({ type: 'archive.export' });
    world.now += QUARTER;
    await damage(NOON);
    const next = await startEngine(world);
    await next.ask({ type: 'archive.import', archive });
    const after = await next.report({ from: new Date(NOON).toISOString() });
    expect(after.total).toEqual(before.total);
  });

  it('stays where it is when its neighbours are folded', async () => {
    const database = await plantHours(24, [0, 5]);
    const fold = () => foldSlots(database, START, START + DAY, () => 'one');
    expect(await fold()).toBe(21);
    expect(await fold()).toBe(0);
    expect(await sumOf(database, START, START + DAY)).toBe((24 * 25) / 2 - 1 - 6);
    expect(await database.count('slots')).toBe(3);
  });

  it('is left out of summaries, and of what is subtracted from them', async () => {
    const hours = 24 * 40;
    const database = await plantHours(hours, [0, 7, hours - 1]);
    const ends = [START, START + 20 * 4 * QUARTER, START + DAY * 40 - 3 * 4 * QUARTER, START + 40 * DAY];
    const ask = async () => {
      const found: number[] = [];
      for (const from of ends)
        for (const to of ends)
          if (from < to) found.push(await sumOf(database, from, to), await sitesOf(database, from, to));
      return found;
    };
    const plain = await ask();
    expect(await summarise(database, START + 40 * DAY, START + 40 * DAY)).toBeGreaterThan(0);
    expect(await ask()).toEqual(plain);
  });
});

describe('a summary that is not usable', () => {
  beforeEach(freshStorage);

  const plant = async () => {
    const database = await plantHours(24 * 40, []);
    await summarise(database, START + 40 * DAY, START + 40 * DAY);
    return database;
  };
  const stretch = [START + 4 * QUARTER, START + 39 * DAY + 4 * QUARTER] as const;
  const first = 2;
  const last = 39 * 24 + 1;
  const within = ((last - first + 1) * (first + last)) / 2;

  it('is replaced by its slots where it is damaged itself', async () => {
    const database = await plant();
    for (const summary of await database.getAll('summaries'))
      await database.put('summaries', {
        ...summary,
        owners: summary.owners.map((one) => ({ ...one, packed: DAMAGED })),
      });
    expect(await sumOf(database, ...stretch)).toBe(within);
    expect(await sitesOf(database, ...stretch)).toBe(within);
  });

  it('is replaced by its slots where a slot to subtract from it is damaged', async () => {
    const database = await plant();
    await damage(START);
    expect(await sumOf(database, ...stretch)).toBe(within);
  });
});
