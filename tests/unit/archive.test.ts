import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Archive, Imported, PlanStatus } from '../../src/core/contract.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { foldSlots, keepFolded, readFolded } from '../../src/storage/fold.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { summarise } from '../../src/storage/summarise.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { postingArbitrary } from './support/cells.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (ms: number) => new Date(ms).toISOString();
const RANGE = { from: iso(NOON - 2 * DAY), to: iso(NOON + 4 * DAY), includeUnmetered: true };
const plans = ['a', 'b'].map((id, index) =>
  planOf({ id, name: id, activatedAt: iso(NOON - (2 - index) * DAY), allowances: [allowanceOf({ bytes: 5e9 })] }),
);

type Device = Awaited<ReturnType<typeof startEngine>>;

/** A device that has counted these postings; `now`: a time after all of them. */
async function deviceWith(postings: readonly Posting[], rest: { now?: number; plans?: boolean } = {}): Promise<Device> {
  freshStorage();
  await count(postings);
  const device = await startEngine({ ...createWorld(), now: rest.now ?? NOON + 3 * DAY });
  for (const plan of rest.plans === true ? plans : []) await device.ask({ type: 'plan.save', plan });
  if (rest.plans === true) await device.ask({ type: 'plan.activate', id: 'b' });
  return device;
}

let batches = 0;
/** Writes to the device created last. */
async function count(postings: readonly Posting[]): Promise<void> {
  const database = await openDatabase();
  await addBatch(database, { run: `run ${++batches}`, batch: 1, at: NOON, postings, opened: [], closed: [] });
  database.close();
}

const exported = (device: Device) => device.ask({ type: 'archive.export' }) as Promise<Archive>;
const importInto = (device: Device, archive: unknown) =>
  device.ask({ type: 'archive.import', archive: JSON.parse(JSON.stringify(archive)) }) as Promise<Imported>;
const bytesOf = async (device: Device) => {
  const { total } = await device.report(RANGE);
  return total.down + total.up;
};

/** Postings of these sites' bytes within one slot. */
const used = (bytes: Record<string, number>, at = NOON, owner: Posting['owner'] = 'none'): Posting[] =>
  Object.entries(bytes).map(([site, down]) => ({
    slot: slotAt(at),
    owner,
    site,
    host: `cdn.${site}`,
    kind: 'image',
    cell: { down, up: 10, low: down, high: down + 20, measured: down, requests: 1 },
  }));

const owners = ['none', 'unmetered', 'plan:a', 'plan:b', 'plan:gone'] as const;
const historyArbitrary = fc
  .array(
    fc.constantFrom(...owners).chain((owner) => postingArbitrary(owner)),
    { maxLength: 25 },
  )
  // The ledger merges transfers of one site, host and kind into one row.
  .map((postings) => postings.map((posting) => ({ ...posting, kind: posting.kind.toLowerCase() })));

describe('an archive', () => {
  beforeEach(freshStorage);

  it('contains once what is being written while it is made', async () => {
    freshStorage();
    const device = await startEngine();
    const load = () => device.engine.onRequest(request({ headers: contentLength(5000) }));
    load();
    const making = exported(device);
    load();
    // Its batch begins as soon as the one before it, which the archive waits for, is written.
    const [{ total }, { usage }] = await Promise.all([device.report(RANGE), making]);
    expect(usage.reduce((sum, { down }) => sum + down, 0)).toBe(total.down);
  });

  it('contains everything: imported into an empty device it gives the same reports and statuses', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, async (postings) => {
        const first = await deviceWith(postings, { plans: true });
        await first.ask({ type: 'reading.apply', reading: { asOf: iso(NOON), used: 5e6, unit: 1000, scope: 'general', source: 'sms', text: '已用5MB' } }); // prettier-ignore
        await first.ask({ type: 'hold.set', hold: { site: 'video.test', mode: 'capped', bytesPerDay: 5e6 } });
        const archive = await exported(first);
        const before = [await first.report(RANGE), await first.report(), await first.status()] as const;
        const second = await deviceWith([]);
        const entries = archive.plans.length + archive.readings.length + archive.holds.length + archive.usage.length;
        expect(await importInto(second, archive)).toEqual({ added: entries, kept: 0 });
        const after = [await second.report(RANGE), await second.report(), await second.status()] as const;
        expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
        expect(withoutForecast(after[2])).toEqual(withoutForecast(before[2]));
        expect(await second.ask({ type: 'hold.list' })).toEqual(await first.ask({ type: 'hold.list' }));
        expect(await exported(second)).toEqual(archive);
        expect(await importInto(second, archive)).toEqual({ added: 0, kept: entries });
        expect(await second.report(RANGE)).toEqual(before[0]);
      }),
      { numRuns: 20 },
    );
  });

  it('includes what finished before it was requested, and has the contract’s shape', async () => {
    const device = await startEngine();
    device.engine.onRequest(request({ headers: contentLength(5000) }));
    const archive = await exported(device);
    expect(Object.keys(archive)).toEqual('format version exportedAt plans active readings holds usage'.split(' '));
    expect(archive).toMatchObject({ format: 'datagauge-archive', version: 1, plans: [], active: null });
    const [row] = archive.usage;
    expect(Object.keys(row!).sort()).toEqual(
      'down from high host kind low measured plan requests site to up'.split(' '),
    );
    expect(row).toMatchObject({ plan: '', site: 'news.test', requests: 1 });
    expect(row!.down).toBeGreaterThan(5000);
  });

  it('contains a hold’s plan, and that other sites may not embed the site', async () => {
    const first = await deviceWith([], { plans: true });
    for (const site of ['video.test', 'plain.test'])
      await first.ask({ type: 'hold.set', hold: { site, mode: 'paused' } });
    await first.ask({ type: 'holds.adjust', site: 'video.test', plan: 'b', embeds: true });
    const archive = await exported(first);
    const plain = { site: 'plain.test', mode: 'paused', reason: 'user' };
    expect(archive.holds).toEqual([plain, { ...plain, site: 'video.test', plan: 'b', embeds: true }]);
    const second = await deviceWith([], { plans: true });
    await importInto(second, archive);
    expect((await exported(second)).holds).toEqual(archive.holds);
    const wrong = { ...archive, holds: [{ ...plain, embeds: 'yes' }] };
    expect(await importInto(second, wrong)).toEqual({ error: expect.stringContaining('archive holds[0].embeds') });
  });

  it('leaves out undone readings, and restores none that were undone here', async () => {
    const device = await deviceWith([], { plans: true });
    const reading = { asOf: iso(NOON), used: 5e6, unit: 1000, scope: 'general', source: 'sms' };
    await device.ask({ type: 'reading.apply', reading });
    const archive = await exported(device);
    expect(archive.readings).toMatchObject([{ plan: 'b', reading }]);
    const { readings } = (await device.ask({ type: 'reading.list' })) as { readings: { id: string }[] };
    await device.ask({ type: 'reading.remove', id: readings[0]!.id });
    expect((await exported(device)).readings).toEqual([]);
    expect(await importInto(device, archive)).toMatchObject({ added: 0 });
    expect(await device.ask({ type: 'reading.list' })).toMatchObject({ readings: [] });
  });

  it('replaces no plan and no hold, nor the active plan', async () => {
    const first = await deviceWith([], { plans: true });
    await first.ask({ type: 'hold.set', hold: { site: 'video.test', mode: 'paused' } });
    const archive = await exported(first);
    const second = await deviceWith([]);
    const mine = planOf({ id: 'a', name: 'mine', activatedAt: iso(NOON) });
    await second.ask({ type: 'plan.save', plan: mine });
    await second.ask({ type: 'plan.activate', id: 'a' });
    await second.ask({ type: 'hold.set', hold: { site: 'video.test', mode: 'lean' } });
    expect(await importInto(second, archive)).toEqual({ added: 1, kept: 2 });
    expect(await second.ask({ type: 'plan.list' })).toMatchObject({
      plans: [{ id: 'a', name: 'mine' }, { id: 'b' }],
      active: 'a',
    });
    expect(await second.ask({ type: 'hold.list' })).toMatchObject({ holds: [{ mode: 'lean' }] });
  });

  it('made here adds nothing here, also after more use and a size corrected downwards', async () => {
    const device = await deviceWith(used({ 'news.test': 1000, 'video.test': 5000 }));
    const archive = await exported(device);
    await count(used({ 'news.test': 700 }));
    await count(used({ 'video.test': -200 }));
    const bytes = await bytesOf(device);
    expect(await importInto(device, archive)).toEqual({ added: 0, kept: 2 });
    expect(await bytesOf(device)).toBe(bytes);
  });

  it('of another device is added, where both were used at once', async () => {
    const other = await exported(await deviceWith(used({ 'news.test': 1000, 'video.test': 5000, 'mail.test': 3 })));
    const device = await deviceWith(used({ 'news.test': 900, 'video.test': 700 }));
    expect(await importInto(device, other)).toEqual({ added: 3, kept: 0 });
    expect(await bytesOf(device)).toBe(1000 + 5000 + 3 + 900 + 700 + 50);
    expect(await importInto(device, other)).toEqual({ added: 0, kept: 3 });
    expect(await bytesOf(device)).toBe(1000 + 5000 + 3 + 900 + 700 + 50);
  });

  it('made later by another device adds only what is new in it; an older one then adds nothing', async () => {
    const sites = { 'news.test': 1000, 'video.test': 5000, 'mail.test': 3 };
    const other = await deviceWith(used(sites));
    const older = await exported(other);
    await count([...used({ 'news.test': 500 }), ...used({ 'late.test': 9 }, NOON + SLOT_MS)]);
    other.world.now += HOUR;
    const newer = await exported(other);
    const device = await deviceWith(used({ 'news.test': 900, 'video.test': 4 }));
    const own = await bytesOf(device);
    await importInto(device, older);
    expect(await bytesOf(device)).toBe(own + 6003 + 30);
    expect(await importInto(device, newer)).toEqual({ added: 2, kept: 2 });
    expect(await bytesOf(device)).toBe(own + 6003 + 30 + 500 + 10 + 9 + 10);
    expect(await importInto(device, older)).toEqual({ added: 0, kept: 3 });
    expect(await importInto(device, newer)).toEqual({ added: 0, kept: 4 });
    expect(await bytesOf(device)).toBe(own + 6003 + 30 + 500 + 10 + 9 + 10);
    const third = await deviceWith([]);
    await importInto(third, newer);
    expect(await importInto(third, older)).toEqual({ added: 0, kept: 3 });
    expect(await bytesOf(third)).toBe(6003 + 30 + 500 + 10 + 9 + 10);
  });

  it('of another device counts once, however many of its archives come, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(postingArbitrary(), { minLength: 6, maxLength: 15 }),
        fc.array(postingArbitrary(), { maxLength: 6 }),
        fc.array(postingArbitrary(), { maxLength: 10 }),
        fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 4 }),
        async (early, late, mine, order) => {
          const other = await deviceWith(early);
          const archives = [await exported(other)];
          await count(late.map((posting) => ({ ...posting, site: 'late.test' })));
          other.world.now += HOUR;
          archives.push(await exported(other));
          const device = await deviceWith(mine);
          const own = await bytesOf(device);
          for (const index of order) await importInto(device, archives[index]);
          const last = archives[Math.max(...order)]!;
          const theirs = last.usage.reduce((sum, { down, up }) => sum + down + up, 0);
          expect(await bytesOf(device)).toBe(own + theirs);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is recognised after its quarters of an hour were folded', async () => {
    const postings = [0, 1, 2, 3].flatMap((n) => used({ 'news.test': 100 + n, 'video.test': 7 * n }, NOON + n * SLOT_MS)); // prettier-ignore
    const fold = async () => {
      const database = await openDatabase();
      expect(await foldSlots(database, 0, NOON + DAY, ({ owner }) => owner)).toBe(3);
      database.close();
    };
    const other = await exported(await deviceWith(postings));
    const device = await deviceWith([]);
    await importInto(device, other);
    const bytes = await bytesOf(device);
    await fold();
    expect(await bytesOf(device)).toBe(bytes);
    expect(await importInto(device, other)).toEqual({ added: 0, kept: 8 });
    const later = { ...other, exportedAt: iso(NOON + 9 * DAY) };
    expect(await importInto(device, later)).toEqual({ added: 0, kept: 8 });
    expect(await bytesOf(device)).toBe(bytes);
  });

  it('is folded as far as the rest once imported', async () => {
    const other = await exported(await deviceWith(used({ 'news.test': 1000 })));
    const device = await deviceWith([]);
    const database = await openDatabase();
    await keepFolded(database, { hours: NOON + DAY, days: NOON });
    await importInto(device, other);
    expect(await readFolded(database)).toEqual({ hours: 0, days: 0 });
    database.close();
  });

  it('is included in summaries made before it', async () => {
    const old = NOON - 200 * DAY;
    const other = await exported(await deviceWith(used({ 'news.test': 1000 }, old)));
    const device = await deviceWith(used({ 'video.test': 5 }, old));
    const database = await openDatabase();
    expect(await summarise(database, NOON, NOON)).toBeGreaterThan(0);
    const all = { from: iso(NOON - 400 * DAY), to: iso(NOON + DAY) };
    expect((await device.report(all)).total.down).toBe(5);
    await importInto(device, other);
    expect((await device.report(all)).total.down).toBe(1005);
    await summarise(database, NOON, NOON);
    database.close();
    expect((await device.report(all)).total.down).toBe(1005);
  });

  it('restores what was lost here since it was made', async () => {
    const device = await deviceWith([...used({ 'news.test': 1000 }), ...used({ 'news.test': 5 }, NOON + SLOT_MS)]);
    const archive = await exported(device);
    const database = await openDatabase();
    await database.delete('slots', [NOON, 'none']);
    database.close();
    expect(await importInto(device, archive)).toEqual({ added: 1, kept: 1 });
    expect(await bytesOf(device)).toBe(1025);
  });

  it('is imported completely or not at all', async () => {
    const archive = await exported(await deviceWith(used({ 'news.test': 1000 }), { plans: true }));
    const device = await deviceWith([]);
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, ...rest: [IDBValidKey?]) {
      if (this.name === 'brought') throw new DOMException('no room', 'QuotaExceededError');
      return put.call(this, value, ...rest);
    };
    expect(await importInto(device, archive)).toEqual({ error: 'archive.import: QuotaExceededError: no room' });
    IDBObjectStore.prototype.put = put;
    expect(await exported(device)).toMatchObject({ plans: [], active: null, usage: [] });
    expect(await importInto(device, archive)).toEqual({ added: 3, kept: 0 });
  });

  it('of the largest possible figures yields finite sums that agree with their parts, and counting goes on', async () => {
    const device = await deviceWith(used({ 'news.test': 100 }));
    const { from, to } = slotAt(NOON);
    const most = { down: 1e15, up: 1e15, low: 0, high: 1e15, measured: 1, requests: 1e9 };
    const rows = Array.from({ length: 400 }, (_, index) => ({
      ...{ from: iso(from), to: iso(to), plan: '', host: '', kind: 'image', ...most },
      site: `s${index % 20}.test`,
    }));
    const archive = { ...(await exported(device)), exportedAt: iso(NOON), usage: rows };
    await importInto(device, archive);
    const report = await device.report(RANGE);
    const { down, up, low, high, requests } = report.total;
    for (const figure of [down, up, low, high, requests]) expect(Number.isFinite(figure) && figure >= 0).toBe(true);
    expect(report.sites.reduce((sum, site) => sum + site.down, 0) / down).toBeCloseTo(1, 12);
    expect(report.sites.length).toBe(21);
    expect(report.sites.find(({ site }) => site === 'news.test')).toMatchObject({ down: 100, up: 10 });
    expect((await exported(device)).usage.length).toBe(21);
    await count(used({ 'news.test': 5 }));
    expect((await device.report(RANGE)).sites.find(({ site }) => site === 'news.test')).toMatchObject({ down: 105 });
  });

  it('contains private windows without a name', async () => {
    const secret = used({ '(private)': 500 }).map((posting) => ({ ...posting, host: '' }));
    const archive = await exported(await deviceWith(secret));
    expect(archive.usage).toMatchObject([{ site: '(private)', host: '', down: 500 }]);
    const device = await deviceWith([]);
    await importInto(device, archive);
    const { sites } = await device.report(RANGE);
    expect(sites).toMatchObject([{ site: '(private)', hosts: [], down: 500 }]);
  });
});

/** A forecast is derived from usage, and has a random part. */
function withoutForecast({ forecast: _, ...status }: PlanStatus) {
  return status;
}

it('an archive that only makes a plan active again is obeyed at once', async () => {
  freshStorage();
  const { ask } = await startEngine();
  const [one, other] = plans;
  await ask({ type: 'plan.save', plan: one });
  await ask({ type: 'plan.activate', id: 'a' });
  const archive = await ask({ type: 'archive.export' });
  await ask({ type: 'plan.save', plan: other });
  await ask({ type: 'plan.activate', id: 'b' });
  await ask({ type: 'plan.remove', id: 'b' });
  expect(await ask({ type: 'archive.import', archive })).toEqual({ added: 0, kept: 1 });
  expect(await ask({ type: 'plan.list' })).toMatchObject({ active: 'a' });
});

describe('a database that does not open', () => {
  beforeEach(freshStorage);

  it('is set aside untouched, announced, and can be saved to a file; counting goes on without it', async () => {
    const before = await exported(await deviceWith(used({ 'news.test': 1000 }), { plans: true }));
    const newer = await openDB('datagauge', 99);
    newer.close();
    const device = await startEngine({ ...createWorld(), now: NOON + 3 * DAY });
    device.timers.run();
    await expect.poll(() => device.world.views.at(-1)?.trouble).toMatchObject({ isAside: true });
    const { exportedAt: _, ...saved } = (await device.ask({ type: 'aside.export' })) as Archive;
    expect(before).toMatchObject(saved);
    device.engine.onRequest(request({ headers: contentLength(5000) }));
    expect((await exported(device)).usage).toHaveLength(1);
    const still = await openDB('datagauge');
    expect(still.version).toBe(99);
    still.close();
  });

  it('is absent where all is well', async () => {
    expect(await (await startEngine()).ask({ type: 'aside.export' })).toEqual({
      error: 'aside.export: no data is set aside',
    });
  });
});
