import { beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/contract.ts';
import { MINUTE_MS } from '../../src/core/duration.ts';
import { SLOT_MS } from '../../src/core/slot.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const HOUR = 4 * SLOT_MS;
const plan = planOf({ id: 'a', activatedAt: iso(NOON) });

describe('the replies', () => {
  beforeEach(freshStorage);

  it('store plans, and say which is active', async () => {
    const { ask } = await startEngine();
    expect(await ask({ type: 'plan.list' })).toEqual({ plans: [], active: null });
    expect(await ask({ type: 'plan.save', plan })).toEqual({ plans: [plan], active: null });
    expect(await ask({ type: 'plan.activate', id: 'a' })).toEqual({ plans: [plan], active: 'a' });
    expect(await ask({ type: 'plan.list' })).toEqual({ plans: [plan], active: 'a' });
    expect(await ask({ type: 'plan.remove', id: 'a' })).toEqual({ plans: [], active: null });
  });

  it.each(['2026-03-01T10+08', '20260301T020000Z'])('accept a plan activated at %s', async (activatedAt) => {
    const { ask, status } = await startEngine();
    expect(await ask({ type: 'plan.save', plan: { ...plan, activatedAt } })).not.toHaveProperty('error');
    await ask({ type: 'plan.activate', id: 'a' });
    expect(await status()).not.toHaveProperty('error');
  });

  it('turn the metering switch', async () => {
    const { ask } = await startEngine();
    expect(await ask({ type: 'metering.set', metered: false })).toEqual({ metered: false });
    expect(await ask({ type: 'metering.set', metered: true })).toEqual({ metered: true });
  });

  it('contain no status without an active plan', async () => {
    const { ask } = await startEngine();
    expect(await ask({ type: 'plan.status' })).toEqual({ error: 'plan.status: no plan is active' });
    await ask({ type: 'plan.save', plan });
    expect(await ask({ type: 'plan.status' })).toHaveProperty('error');
  });

  it.each<[unknown, RegExp]>([
    [undefined, /^message: /],
    [null, /^message: /],
    ['report', /^message: /],
    [{}, /^message type: /],
    [{ type: 'plan.drop' }, /^message type: /],
    [{ type: 'report', from: 'soon' }, /^message from: /],
    [{ type: 'report', to: 12 }, /^message to: /],
    [{ type: 'report', from: iso(NOON + 1), to: iso(NOON) }, /^message from: /],
    [{ type: 'plan.activate', id: 'x' }, /^plan "x": there is no such plan$/],
    [{ type: 'plan.activate' }, /^message id: /],
    [{ type: 'plan.remove', id: 'x' }, /^plan "x": there is no such plan$/],
    [{ type: 'metering.set', metered: 'off' }, /^message metered: /],
    [{ type: 'plan.save' }, /^message plan: /],
    [{ type: 'plan.save', plan: 'cheap' }, /must be an object/],
    [{ type: 'plan.save', plan: { ...plan, id: 'b', unit: 1012 } }, /^unit: must be 1000 or 1024/],
    [{ type: 'plan.save', plan: { ...plan, timeZone: 'Hong Kong' } }, /^timeZone: must be an IANA time zone/],
    [{ type: 'plan.save', plan: { ...plan, activatedAt: 'today' } }, /^activatedAt: must be an ISO 8601/],
    [{ type: 'plan.save', plan: { ...plan, allowances: [] } }, /^allowances: must hold at least one/],
    [{ type: 'plan.save', plan: { ...plan, allowances: [allowanceOf({ bytes: -5 })] } }, /^allowances\[0\]\.bytes: /],
    [{ type: 'plan.save', plan: { ...plan, validity: { kind: 'weeks', weeks: 1 } } }, /^validity/],
  ])('refuse %j with an explanation, and change nothing', async (message, words) => {
    const { ask } = await startEngine();
    await ask({ type: 'plan.save', plan });
    await ask({ type: 'plan.activate', id: 'a' });
    const before = structuredClone(await ask({ type: 'plan.list' }));
    const reply = await ask(message);
    expect(Object.keys(reply)).toEqual(['error']);
    expect((reply as { error: string }).error).toMatch(words);
    expect(await ask({ type: 'plan.list' })).toEqual(before);
    expect(await ask({ type: 'plan.status' })).not.toHaveProperty('error');
    expect(await ask({ type: 'metering.set', metered: true })).toEqual({ metered: true });
  });

  it('are all JSON', async () => {
    const { ask, engine } = await startEngine();
    engine.onRequest(request({ headers: contentLength(1000) }));
    await ask({ type: 'plan.save', plan });
    await ask({ type: 'plan.activate', id: 'a' });
    for (const type of ['report', 'plan.list', 'plan.status']) {
      const reply = await ask({ type });
      expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
    }
  });
});

describe('a report', () => {
  beforeEach(freshStorage);

  /** One request in each quarter of an hour from `NOON`, of 1, 2, 4 … kB. */
  async function filled(count: number) {
    const rig = await startEngine();
    await rig.ask({ type: 'plan.save', plan: planOf({ id: 'a', activatedAt: iso(NOON + 2 * MINUTE_MS) }) });
    await rig.ask({ type: 'plan.activate', id: 'a' });
    for (let i = 0; i < count; i++) {
      const at = NOON + i * SLOT_MS + 5 * MINUTE_MS;
      rig.engine.onRequest(request({ at, headers: contentLength(1000 * 2 ** i) }));
    }
    rig.world.now = NOON + count * SLOT_MS;
    return rig;
  }
  const add = (...reports: Report[]) =>
    (['down', 'up', 'low', 'high', 'requests'] as const).map((part) =>
      reports.reduce((sum, { total }) => sum + total[part], 0),
    );

  it('is widened to whole slots, and says so', async () => {
    const { report } = await filled(3);
    const one = await report({ from: iso(NOON + SLOT_MS + 3 * MINUTE_MS), to: iso(NOON + SLOT_MS + 4 * MINUTE_MS) });
    expect([one.from, one.to]).toEqual([iso(NOON + SLOT_MS + 2 * MINUTE_MS), iso(NOON + 2 * SLOT_MS)]);
    expect(one.total.requests).toBe(1);
    expect(await report({ from: one.from, to: one.to })).toEqual(one);
  });

  it('keeps its total when it is divided at slot boundaries', async () => {
    const { report } = await filled(6);
    const whole = await report({ from: iso(NOON), to: iso(NOON + 6 * SLOT_MS) });
    expect(whole.total.requests).toBe(6);
    for (let i = 1; i < 6; i++) {
      const middle = iso(NOON + i * SLOT_MS);
      const [before, after] = [
        await report({ from: whole.from, to: middle }),
        await report({ from: middle, to: whole.to }),
      ];
      expect([before.to, after.from]).toEqual([middle, middle]);
      expect(add(before, after)).toEqual(add(whole));
    }
  });

  it('is widened until no owner’s slot is cut; requesting the widened range gives the same', async () => {
    const { engine, ask, report, world } = await startEngine();
    await ask({ type: 'plan.save', plan: { ...plan, activatedAt: iso(NOON + 2 * MINUTE_MS) } });
    await ask({ type: 'plan.activate', id: 'a' });
    engine.onRequest(request({ at: NOON + 1000, status: 204 }));
    await ask({ type: 'metering.set', metered: false });
    engine.onRequest(request({ at: NOON + 3 * MINUTE_MS, status: 204 }));
    world.now = NOON + SLOT_MS;
    const rest = { includeUnmetered: true };
    const one = await report({ from: iso(NOON + 3 * MINUTE_MS), to: iso(NOON + 200_000), ...rest });
    expect(one.total.requests).toBe(2);
    expect((await report({ from: one.from, to: one.to, ...rest })).total).toEqual(one.total);
  });

  it('of an empty range is empty', async () => {
    const { report } = await filled(1);
    const none = await report({ from: iso(NOON - HOUR), to: iso(NOON - HOUR) });
    expect(none).toMatchObject({ version: 1, sites: [], total: { down: 0, up: 0, requests: 0, measured: 1 } });
  });

  it('covers the active plan’s period where no time is given', async () => {
    const { engine, ask, report, world } = await startEngine();
    engine.onRequest(request({ at: NOON, headers: contentLength(1000) }));
    const daily = planOf({
      id: 'a',
      timeZone: 'UTC',
      activatedAt: iso(NOON - HOUR),
      allowances: [allowanceOf({ resets: { every: 'day', at: '00:00' } })],
    });
    await ask({ type: 'plan.save', plan: daily });
    await ask({ type: 'plan.activate', id: 'a' });
    expect((await report()).total.requests).toBe(1);
    world.now = NOON + 14 * HOUR;
    engine.onRequest(request({ at: world.now, headers: contentLength(1000) }));
    const today = await report();
    expect([today.from, today.total.requests]).toEqual([iso(NOON + 12 * HOUR), 1]);
    expect((await report({ from: iso(NOON) })).total.requests).toBe(2);
  });

  it('is empty where the active plan has not begun', async () => {
    const { ask } = await startEngine();
    const from = iso(NOON + 30 * HOUR);
    await ask({ type: 'plan.save', plan: { ...plan, activatedAt: from } });
    await ask({ type: 'plan.activate', id: 'a' });
    expect(await ask({ type: 'report' })).toMatchObject({ from, total: { requests: 0 }, sites: [] });
  });

  it('covers everything where no plan is active', async () => {
    const { engine, report, world } = await startEngine();
    engine.onRequest(request({ at: NOON, headers: contentLength(1000) }));
    world.now = NOON + 100 * 24 * HOUR;
    engine.onRequest(request({ at: world.now, headers: contentLength(1000) }));
    expect((await report()).total.requests).toBe(2);
  });
});

describe('usage from before any plan existed', () => {
  beforeEach(freshStorage);

  it('belongs to the first plan that began before it; what is before all plans belongs to none', async () => {
    const { engine, ask, status, world } = await startEngine();
    const used = async () => (await status()).used;
    engine.onRequest(request({ at: NOON - HOUR, status: 204 }));
    engine.onRequest(request({ at: NOON + MINUTE_MS, status: 204 }));
    world.now = NOON + HOUR;
    await ask({ type: 'plan.save', plan: planOf({ id: 'later', activatedAt: iso(NOON + 30 * MINUTE_MS) }) });
    await ask({ type: 'plan.activate', id: 'later' });
    expect(await used()).toBe(0);
    await ask({ type: 'plan.save', plan });
    await ask({ type: 'plan.activate', id: 'a' });
    const first = await used();
    expect(first).toBeGreaterThan(0);
    await ask({ type: 'plan.save', plan: planOf({ id: 'third', activatedAt: iso(NOON - 2 * HOUR) }) });
    await ask({ type: 'plan.activate', id: 'third' });
    // The earlier minute is before the first two plans began, so it belongs to the third.
    expect(await used()).toBeGreaterThan(0);
    await ask({ type: 'plan.activate', id: 'a' });
    expect(await used()).toBe(first);
  });

  it('stays with the plan that was active when it was counted', async () => {
    const { engine, ask, status, world } = await startEngine();
    for (const id of ['a', 'b']) await ask({ type: 'plan.save', plan: { ...plan, id } });
    await ask({ type: 'plan.activate', id: 'b' });
    engine.onRequest(request({ at: NOON + MINUTE_MS, status: 204 }));
    world.now = NOON + HOUR;
    await ask({ type: 'plan.activate', id: 'a' });
    expect((await status()).used).toBe(0);
    await ask({ type: 'plan.activate', id: 'b' });
    expect((await status()).used).toBeGreaterThan(0);
  });
});
