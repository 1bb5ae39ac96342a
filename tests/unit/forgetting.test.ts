import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createForgetting } from '../../src/background/forgetting.ts';
import type { Archive } from '../../src/core/contract.ts';
import type { ForgetMessage } from '../../src/core/message.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { summarise } from '../../src/storage/summarise.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

const DAY = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();
const ALL = { from: iso(NOON - 400 * DAY), to: iso(NOON + DAY), includeUnmetered: true };
const plan = planOf({ id: 'a', activatedAt: iso(NOON - 2 * DAY), allowances: [allowanceOf({ bytes: 5e9 })] });

const used = (site: string, down: number, at: number): Posting => ({
  slot: slotAt(at),
  owner: 'none',
  site,
  host: `cdn.${site}`,
  kind: 'image',
  cell: { down, up: 1, low: down, high: down + 20, measured: down, requests: 1 },
});

async function count(...postings: Posting[]): Promise<void> {
  const database = await openDatabase();
  await addBatch(database, { run: 'run', batch: 1, at: NOON, postings, opened: [], closed: [] });
  await summarise(database, NOON, NOON);
  database.close();
}

/** Everything on the disk, as text. */
async function onDisk(): Promise<string> {
  const database = await openDatabase();
  const stores = await Promise.all([...database.objectStoreNames].map((store) => database.getAll(store)));
  database.close();
  return JSON.stringify(stores);
}

const sitesOf = async ({ report }: Awaited<ReturnType<typeof startEngine>>) =>
  (await report(ALL)).sites.map(({ site }) => site).sort();

describe('forgetting', () => {
  beforeEach(freshStorage);

  it('a site removes it from reports, sums and the disk, names included; other sites stay', async () => {
    const shared = { ...used('video.test', 7, NOON), host: 'cdn.news.test' };
    await count(
      used('news.test', 5, NOON),
      used('news.test', 50, NOON - 200 * DAY),
      used('mail.test', 3, NOON),
      shared,
    );
    const device = await startEngine();
    expect(await sitesOf(device)).toEqual(['mail.test', 'news.test', 'video.test']);
    expect(await device.ask({ type: 'data.forget-site', site: 'news.test' })).toEqual({ done: true });
    expect(await sitesOf(device)).toEqual(['mail.test', 'video.test']);
    expect((await device.report(ALL)).total.down).toBe(10);
    expect(await onDisk()).not.toContain('"news.test"');
    await device.ask({ type: 'data.forget-site', site: 'video.test' });
    expect(await onDisk()).not.toMatch(/news|video/);
    expect(await onDisk()).toContain('cdn.mail.test');
  });

  it('a day removes that day, and nothing beside it', async () => {
    await count(used('news.test', 5, NOON), used('late.test', 50, NOON - DAY), used('mail.test', 3, NOON - 2 * DAY));
    const device = await startEngine();
    await device.ask({ type: 'data.forget-time', from: iso(NOON - DAY), to: iso(NOON - DAY + SLOT_MS) });
    expect(await sitesOf(device)).toEqual(['mail.test', 'news.test']);
    expect(await onDisk()).not.toContain('late.test');
  });

  it('an old day removes it from yearly sums too', async () => {
    await count(used('news.test', 5, NOON), used('news.test', 50, NOON - 200 * DAY));
    const device = await startEngine();
    await device.ask({ type: 'data.forget-time', from: iso(NOON - 201 * DAY), to: iso(NOON - 199 * DAY) });
    expect((await device.report(ALL)).total.down).toBe(5);
  });

  it('a site does not prevent counting it again, under a new name', async () => {
    await count(used('news.test', 5, NOON));
    const device = await startEngine();
    await device.ask({ type: 'data.forget-site', site: 'news.test' });
    device.engine.onRequest(request({ headers: contentLength(5000) }));
    expect(await sitesOf(device)).toEqual(['news.test']);
    expect(await sitesOf(await startEngine(device.world))).toEqual(['news.test']);
  });

  it('everything leaves an empty extension that keeps counting', async () => {
    await count(used('news.test', 5, NOON));
    const device = await startEngine();
    await device.ask({ type: 'plan.save', plan });
    await device.ask({ type: 'plan.activate', id: 'a' });
    await device.ask({ type: 'hold.set', hold: { site: 'video.test', mode: 'paused' } });
    await device.ask({ type: 'reading.apply', reading: { asOf: iso(NOON - DAY), used: 5e6, unit: 1000, scope: 'general', source: 'sms' } }); // prettier-ignore
    await device.ask({ type: 'data.forget-all' });
    expect(JSON.parse(await onDisk())).toSatisfy((stores: unknown[][]) => stores.every((store) => store.length === 0));
    const empty = { plans: [], active: null, readings: [], holds: [], usage: [] };
    expect(await device.ask({ type: 'archive.export' })).toMatchObject(empty);
    expect(await device.ask({ type: 'hold.list' })).toEqual({ holds: [] });
    expect(await device.status()).toHaveProperty('error');
    device.engine.onRequest(request({ headers: contentLength(5000) }));
    const { usage } = (await device.ask({ type: 'archive.export' })) as Archive;
    expect(usage).toMatchObject([{ site: 'news.test', plan: '' }]);
    const again = await startEngine(device.world);
    expect(await sitesOf(again)).toEqual(['news.test']);
  });

  it('everything is not taken for a loss at the next start', async () => {
    const device = await startEngine();
    device.engine.onRequest(request({ headers: contentLength(5000) }));
    await device.report(ALL);
    await vi.waitFor(() => expect(device.world.countingMark).toBe(NOON));
    await device.ask({ type: 'data.forget-all' });
    expect(await (await startEngine(device.world)).ask({ type: 'stop.list' })).toEqual({ stops: [], damaged: [] });
  });

  it.each([
    ['a site', { type: 'data.forget-site', site: 'news.test' }],
    ['a time', { type: 'data.forget-time', from: iso(NOON - DAY), to: iso(NOON + DAY) }],
    ['everything', { type: 'data.forget-all' }],
  ])('%s accepts no later correction, also after the background was stopped', async (_, message) => {
    const device = await startEngine({ ...createWorld(), now: NOON });
    device.engine.onRequest(request({ headers: [], type: 'script' }));
    expect((await device.report(ALL)).total.down).toBeGreaterThan(0);
    await device.ask(message);
    const entry = { url: request().url, startedAt: NOON - 10, endedAt: NOON, body: 3, declared: false } as never;
    for (const one of [device, await startEngine(device.world)]) {
      void one.engine.onTiming({ tabId: 1, frameId: 0, entries: [entry] });
      const { sites } = await one.report(ALL);
      expect(sites).toEqual([]);
    }
    expect(await onDisk()).not.toContain('news.test');
  });

  it.each<ForgetMessage>([
    { type: 'data.forget-site', site: 'news.test' },
    { type: 'data.forget-time', from: ALL.from, to: ALL.to },
    { type: 'data.forget-all' },
  ])('is refused while what was counted cannot be written and would come back: $type', async (message) => {
    await count(used('news.test', 5, NOON));
    const never = vi.fn();
    const forget = createForgetting({
      connection: { get: openDatabase, rewrite: never },
      counting: { flush: () => Promise.resolve('QuotaExceededError: no room'), forget: never, forgetHosts: never },
      devices: { share: never },
      countingMark: { forget: never },
      plans: { list: () => ({ plans: [plan], active: null }), remove: never },
      onForgotten: never,
      onError: never,
    });
    await expect(forget(message)).rejects.toThrow('no room');
    expect(never).not.toHaveBeenCalled();
    expect(await onDisk()).toContain('"news.test"');
  });
});
