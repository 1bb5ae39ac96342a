import { beforeEach, describe, expect, it } from 'vitest';
import type { PlanStatus, Reading } from '../../src/core/contract.ts';
import { MINUTE_MS } from '../../src/core/duration.ts';
import type { ReadingList } from '../../src/core/reading-list.ts';
import { allowanceOf, GB, planOf, reading } from './plan-fixture.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const HOUR = 60 * MINUTE_MS;
const plan = planOf({ id: 'a', activatedAt: iso(NOON), allowances: [allowanceOf({ bytes: 5 * GB })] });

/** A background with plan `a` active, two hours later. */
async function started() {
  const run = await startEngine(createWorld());
  for (const id of ['a', 'b']) await run.ask({ type: 'plan.save', plan: { ...plan, id } });
  await run.ask({ type: 'plan.activate', id: 'a' });
  run.world.now = NOON + 2 * HOUR;
  const ask = <Reply>(message: object) => run.ask(message) as Promise<Reply>;
  return {
    ...run,
    apply: (reading: unknown) => ask<PlanStatus & { error?: string }>({ type: 'reading.apply', reading }),
    list: () => ask<ReadingList>({ type: 'reading.list' }),
    change: (type: 'reading.remove' | 'reading.restore', id: string) =>
      ask<ReadingList & { error?: string }>({ type, id }),
  };
}

describe('readings', () => {
  beforeEach(freshStorage);

  it('a message is read with the active plan’s time zone and unit', async () => {
    const { ask } = await started();
    const text = '截至3月1日13时，国内通用流量已用2GB，剩余3GB。';
    expect((await ask({ type: 'reading.parse', text })) as Reading).toMatchObject({ used: 2 * GB, scope: 'general' });
    expect(await ask({ type: 'reading.parse', text: 'Hello' })).toHaveProperty('error');
    expect(await ask({ type: 'reading.parse', text: 'x'.repeat(200_000) })).toHaveProperty('error');
    expect(await ask({ type: 'reading.parse' })).toHaveProperty('error');
  });

  it('one applied by two windows at once counts once', async () => {
    const { apply, list } = await started();
    const said = reading(iso(NOON + HOUR), { used: GB });
    await Promise.all([apply(said), apply(said)]);
    expect((await list()).readings).toHaveLength(1);
  });

  it('an applied one counts from its own time on', async () => {
    const { engine, world, apply, status, list } = await started();
    engine.onRequest(request({ at: NOON + HOUR, headers: contentLength(GB) }));
    const before = (await status()).used;
    expect(before).toBeGreaterThan(GB);
    const reply = await apply(reading(iso(NOON + MINUTE_MS), { used: 2 * GB }));
    expect(reply).toMatchObject({ outside: 2 * GB, used: before + 2 * GB });
    expect(await status()).toEqual({ ...reply, at: iso(world.now) });
    expect(await list()).toMatchObject({
      readings: [{ outside: 2 * GB, counts: true, reading: { used: 2 * GB } }],
      correction: { factor: 1, isOn: true },
    });
  });

  it('removing one undoes it, and can be undone', async () => {
    const { apply, status, list, change } = await started();
    const before = await status();
    const after = await apply(reading(iso(NOON + HOUR), { remaining: 2 * GB }));
    const { id } = (await list()).readings[0]!;
    expect((await change('reading.remove', id)).readings).toEqual([]);
    expect(await status()).toEqual(before);
    expect((await change('reading.restore', id)).readings).toHaveLength(1);
    expect(await status()).toEqual(after);
    expect(await change('reading.remove', 'x')).toEqual({ error: 'reading "x": there is no such reading' });
  });

  it('the same one applied twice counts once, also after it was undone', async () => {
    const { apply, list, change } = await started();
    const one = reading(iso(NOON + HOUR), { remaining: 2 * GB });
    await apply(one);
    await apply({ ...one, text: 'the same, pasted again', source: 'manual' });
    const { readings } = await list();
    expect(readings).toHaveLength(1);
    await change('reading.remove', readings[0]!.id);
    await apply(one);
    expect((await list()).readings.map(({ id }) => id)).toEqual([readings[0]!.id]);
  });

  it('one belongs to the plan that was active, and survives the background', async () => {
    const { world, apply, ask, status } = await started();
    await apply(reading(iso(NOON + HOUR), { used: 3 * GB }));
    await ask({ type: 'plan.activate', id: 'b' });
    expect(await status()).toMatchObject({ used: 0, outside: null });
    const next = await startEngine(world);
    await next.ask({ type: 'plan.activate', id: 'a' });
    expect(await next.status()).toMatchObject({ used: 3 * GB, outside: 3 * GB });
  });

  it('an invalid one is refused and changes nothing', async () => {
    const { apply, list, status } = await started();
    const before = await status();
    expect(await apply({ used: 3 })).toHaveProperty('error');
    expect(await apply(reading(iso(NOON + 3 * HOUR), { used: GB }))).toHaveProperty('error');
    expect((await list()).readings).toEqual([]);
    expect(await status()).toEqual(before);
  });

  it('without a plan, one is refused', async () => {
    const { ask } = await startEngine();
    expect(await ask({ type: 'reading.apply', reading: reading(iso(NOON), { used: 1 }) })).toEqual({
      error: 'reading.apply: no plan is active',
    });
    expect(await ask({ type: 'correction.set', isOn: false })).toHaveProperty('error');
    expect(await ask({ type: 'reading.list' })).toMatchObject({ readings: [] });
  });
});

describe('a correction', () => {
  beforeEach(freshStorage);

  it('is learned from three readings, applied to the plan and not to the report, and can be switched off', async () => {
    const { engine, world, apply, ask, status, report, list } = await started();
    for (let hour = 0; hour < 4; hour++) {
      engine.onRequest(request({ at: NOON + hour * HOUR + MINUTE_MS, headers: contentLength(GB) }));
      world.now = NOON + (hour + 1) * HOUR;
      const { total } = await report();
      if (hour < 3) await apply(reading(iso(world.now), { used: Math.round((total.down + total.up) * 1.05) }));
    }
    const { correction } = await list();
    expect(correction.readings).toBe(3);
    expect(correction.factor).toBeCloseTo(1.05 ** (2 / 4), 4);
    const { total } = await report();
    const measured = total.down + total.up;
    const corrected = (await status()).used;
    const since = measured / 4;
    expect(corrected).toBeCloseTo(3 * since * 1.05 + since * correction.factor, -4);

    expect(await ask({ type: 'correction.set', isOn: false })).toMatchObject({ correction: { isOn: false } });
    expect((await status()).used).toBeCloseTo(3 * since * 1.05 + since, -4);
    expect((await report()).total).toEqual(total);
    await ask({ type: 'correction.set', isOn: true });
    expect((await status()).used).toBe(corrected);
  });
});
