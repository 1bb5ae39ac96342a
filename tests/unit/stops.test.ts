import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPulse } from '../../src/background/pulse.ts';
import type { Stop } from '../../src/core/stop.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';
import { createTimers } from './support/timers.ts';

type Device = Awaited<ReturnType<typeof startEngine>>;

const stopsOf = async ({ ask }: Device) => ((await ask({ type: 'stop.list' })) as { stops: Stop[] }).stops;
const load = ({ engine, world }: Device) => engine.onRequest(request({ at: world.now, headers: contentLength(5000) }));

/** Whether the disk says that data flows. */
async function isFlowNoted(): Promise<boolean> {
  const database = await openDB(DATABASE_NAME);
  const marks = (await database.getAll('flushes')) as { atRisk?: number }[];
  database.close();
  return marks.some(({ atRisk }) => atRisk !== undefined);
}

/** Lets a second pass without requests; afterwards the notes of then are on disk. */
async function secondWithoutRequests(device: Device): Promise<void> {
  device.world.now += 1000;
  device.timers.run();
  await device.report();
}

describe('a browser that lost the database', () => {
  beforeEach(freshStorage);

  it('is detected at the next start, reported once, and keeps counting', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    load(device);
    await device.report();
    expect(await stopsOf(await startEngine(world))).toEqual([]);
    freshStorage();
    world.now += 60_000;
    const next = await startEngine(world);
    const lost = [{ at: new Date(world.now).toISOString(), bytes: null }];
    expect(await stopsOf(next)).toEqual(lost);
    load(next);
    expect((await next.report()).total.requests).toBe(1);
    world.now += 60_000;
    expect(await stopsOf(await startEngine(world))).toEqual(lost);
  });

  it('is not suspected where the database was never begun, since the mark is written after it', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    load(device);
    // The background is stopped before anything is on disk.
    const mark = world.countingMark;
    await device.report();
    expect(mark).toBeNull();
    await vi.waitFor(() => expect(world.countingMark).toBe(NOON));
  });

  it('is not suspected on the first start, nor where an older version left no mark', async () => {
    const world = createWorld();
    expect(await stopsOf(await startEngine(world))).toEqual([]);
    const device = await startEngine(world);
    load(device);
    await device.report();
    world.countingMark = null;
    expect(await stopsOf(await startEngine(world))).toEqual([]);
    expect(world.countingMark).toBe(NOON);
  });
});

describe('a browser that crashes', () => {
  beforeEach(freshStorage);

  it('while data flows is detected at its next start: reported once, and added only to the interval', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    load(device);
    const before = await device.report();
    world.isBrowserStart = true;
    world.now += 60_000;
    const next = await startEngine(world);
    const after = await next.report();
    const [stop] = await stopsOf(next);
    expect(stop).toMatchObject({ at: new Date(NOON).toISOString() });
    const bytes = stop!.bytes ?? 0;
    expect(bytes).toBeGreaterThan(0);
    expect(after.total).toEqual({ ...before.total, high: before.total.high + bytes });
    const again = await startEngine(world);
    expect(await stopsOf(again)).toEqual([stop]);
    expect((await again.report()).total).toEqual(after.total);
  });

  it('while a download runs: its bytes are in the interval; once it has ended, nothing is', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    const file = { id: 'file', type: 'main_frame', url: 'https://cdn.test/a.iso', headers: contentLength(90e6) };
    device.engine.onRequest(request({ ...file, phase: 'started', at: world.now }));
    for (let second = 0; second < 20; second++) {
      world.now += 1000;
      device.timers.run();
    }
    await device.report();
    world.isBrowserStart = true;
    const next = await startEngine(world);
    const [{ bytes } = { bytes: 0 }] = await stopsOf(next);
    // At least what the link is thought to carry in 20 s, and at most the whole file.
    expect(bytes).toBeGreaterThanOrEqual(20e6);
    expect(bytes).toBeLessThanOrEqual(91e6);
    next.engine.onRequest(request({ ...file, phase: 'started', at: world.now }));
    next.engine.onRequest(request({ ...file, at: world.now }));
    await next.report();
    await secondWithoutRequests(next);
    expect(await stopsOf(await startEngine(world))).toHaveLength(1);
  });

  it('before anything of the flow was written is detected as well', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    device.engine.onRequest(request({ phase: 'sent', at: NOON }));
    // No report is requested: the note must be written without one.
    await vi.waitFor(async () => expect(await isFlowNoted()).toBe(true), { timeout: 60_000 });
    world.isBrowserStart = true;
    expect(await stopsOf(await startEngine(world))).toHaveLength(1);
  });

  it('after the flow has ended reports nothing', async () => {
    const world = createWorld();
    const device = await startEngine(world);
    load(device);
    await device.report();
    await secondWithoutRequests(device);
    const before = await device.report();
    world.isBrowserStart = true;
    const next = await startEngine(world);
    expect(await stopsOf(next)).toEqual([]);
    expect((await next.report()).total).toEqual(before.total);
  });

  it('reports nothing of a run that was stopped before, and of what the next one counted', async () => {
    const world = createWorld();
    const first = await startEngine(world);
    load(first);
    await first.report();
    world.now += 5000;
    const second = await startEngine(world);
    expect(await stopsOf(second)).toEqual([]);
    load(second);
    await second.report();
    await secondWithoutRequests(second);
    world.isBrowserStart = true;
    expect(await stopsOf(await startEngine(world))).toEqual([]);
  });

  it('many times is remembered twenty times', async () => {
    const world = createWorld();
    for (let time = 0; time < 22; time++) {
      world.now += 3_600_000;
      const device = await startEngine(world);
      load(device);
      await device.report();
      world.isBrowserStart = true;
    }
    const last = await startEngine(world);
    expect((await stopsOf(last)).map(({ at }) => Date.parse(at))).toEqual(
      Array.from({ length: 20 }, (_, time) => NOON + (time + 3) * 3_600_000),
    );
  });
});

describe('the pulse', () => {
  it('waits for what is unsaved, and is not blocked by a clock set back', () => {
    const timers = createTimers();
    const device = { now: NOON, unsaved: true, notes: [] as (number | null)[] };
    const pulse = createPulse({
      note: (atRisk) => Promise.resolve(void device.notes.push(atRisk)),
      bytesAtRisk: () => 7,
      isBusy: () => device.unsaved,
      now: () => device.now,
      setTimer: timers.setTimer,
    });
    expect(pulse.atRisk()).toBeNull();
    pulse.beat();
    pulse.beat();
    device.now += 5000;
    timers.run();
    expect([device.notes, pulse.atRisk()]).toEqual([[7], 7]);
    device.unsaved = false;
    pulse.beat();
    device.now -= 86_400_000;
    timers.run();
    expect([device.notes, pulse.atRisk()]).toEqual([[7, null], null]);
    pulse.beat();
    expect(device.notes).toEqual([7, null, 7]);
  });

  it('writes a grown risk again, unless a batch has written it', () => {
    const timers = createTimers();
    const device = { risk: 100, notes: [] as (number | null)[] };
    const pulse = createPulse({
      note: (atRisk) => Promise.resolve(void device.notes.push(atRisk)),
      bytesAtRisk: () => device.risk,
      isBusy: () => true,
      now: () => NOON,
      setTimer: timers.setTimer,
    });
    pulse.beat();
    device.risk = 200;
    expect(pulse.atRisk()).toBe(200);
    timers.run();
    expect(device.notes).toEqual([100]);
    device.risk = 400;
    timers.run();
    expect(device.notes).toEqual([100, 400]);
  });
});

describe('a damaged slot on the disk', () => {
  beforeEach(freshStorage);

  it('accepts nothing more: what is counted for it is reported, and later slots are written', async () => {
    const device = await startEngine();
    load(device);
    await device.report();
    const database = await openDB(DATABASE_NAME);
    const [slot] = (await database.getAll('slots')) as { from: number }[];
    await database.put('slots', { ...slot, packed: new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255]) });
    database.close();
    const counted = { bytes: 0 };
    load(device);
    await vi.waitFor(async () => {
      device.timers.run();
      const [stop] = await stopsOf(device);
      counted.bytes = stop?.bytes ?? 0;
      expect(stop).toMatchObject({ isRefused: true });
    });
    expect(counted.bytes).toBeGreaterThan(5000);
    load(device);
    await vi.waitFor(async () => {
      device.timers.run();
      const stops = await stopsOf(device);
      expect(stops).toHaveLength(1);
      expect(stops[0]!.bytes).toBeGreaterThan(counted.bytes);
    });
    device.world.now += 900_000;
    load(device);
    const later = await device.ask({ type: 'report', from: new Date(device.world.now).toISOString() });
    expect(later).toMatchObject({ total: { requests: 1 } });
  });
});
