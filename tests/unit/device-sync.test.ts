import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createDeviceSync } from '../../src/background/device-sync.ts';
import type { PlanBook } from '../../src/background/plan-book.ts';
import type { Plan, Usage } from '../../src/core/contract.ts';
import type { SharingState } from '../../src/storage/sharing-store.ts';
import { allowanceOf, at, hkt, planOf } from './plan-fixture.ts';
import { createFakeSyncArea } from './support/fake-sync-area.ts';

const HOUR = 3_600_000;
const PLAN = planOf({
  id: 'sim',
  activatedAt: hkt('01 10:00'),
  validity: { kind: 'months', billingDay: 1 },
  allowances: [allowanceOf({ bytes: 20e9 })],
});

type Area = ReturnType<typeof createFakeSyncArea>;

/** One device: its plans and its usage in memory, its ledger, its clock. */
async function device(area: Area, rest: { plans?: Plan[]; id?: string } = {}) {
  const world = {
    now: Date.parse(hkt('02 12:00')),
    plans: rest.plans ?? [],
    active: rest.plans?.[0]?.id ?? (null as string | null),
    usage: [] as Usage[],
    state: null as SharingState | null,
    ids: 0,
  };
  const onError = vi.fn();
  const plans = {
    list: () => ({ plans: world.plans, active: world.active }),
    active: () => world.plans.find(({ id }) => id === world.active) ?? null,
    save: (plan: Plan) => {
      const others = world.plans.filter(({ id }) => id !== plan.id);
      world.plans = [...others, plan];
      return Promise.resolve();
    },
    activate: (id: string) => {
      world.active = id;
      return Promise.resolve(null);
    },
  } as unknown as PlanBook;
  const start = () =>
    createDeviceSync({
      area,
      store: {
        read: () => Promise.resolve(structuredClone(world.state)),
        keep: (state) => {
          world.state = structuredClone(state);
          return Promise.resolve();
        },
      },
      plans,
      usage: { ofPlan: () => Promise.resolve(world.usage) },
      newId: () => `${rest.id ?? 'device'} ${++world.ids}`,
      now: () => world.now,
      onChanged: () => {},
      onError,
    });
  let sync = await start();
  const use = (when: string, bytes: number, site = 'news.test') => {
    world.now = Math.max(world.now, Date.parse(hkt(when)) + HOUR);
    world.usage = [...world.usage, at(hkt(when), bytes, site)];
  };
  return {
    world,
    onError,
    use,
    share: (isOn = true) => sync.share(isOn),
    forget: (id: string) => sync.forget(id),
    list: () => sync.list(),
    exchange: () => sync.exchange(),
    restart: async () => void (sync = await start()),
    elsewhere: () => sync.elsewhere(PLAN, world.now).reduce((sum, { bytes }) => sum + bytes, 0),
    rows: () => sync.elsewhere(PLAN, world.now),
  };
}

describe('sharing between devices', () => {
  it('is off at first: nothing is read, nothing is written', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN] });
    one.use('02 10:00', 500);
    await one.exchange();
    expect(area.items.size).toBe(0);
    expect(await one.list()).toEqual({ isOn: false, devices: [], trouble: null });
  });

  it('brings the plan to a device that has none, and each other’s totals', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN], id: 'one' });
    const two = await device(area, { id: 'two' });
    one.use('01 11:00', 500);
    one.use('02 10:00', 70);
    await one.share();
    await two.share();
    expect(two.world).toMatchObject({ plans: [PLAN], active: 'sim' });
    expect([one.elsewhere(), two.elsewhere()]).toEqual([0, 570]);
    two.use('02 10:00', 9);
    two.world.now += HOUR;
    await two.exchange();
    await one.exchange();
    expect([one.elsewhere(), two.elsewhere()]).toEqual([9, 570]);
    expect((await one.list()).devices.map(({ isThis, bytes }) => [isThis, bytes])).toEqual([
      [true, 570],
      [false, 9],
    ]);
    const days = two.rows().map(({ from, site }) => [from.slice(0, 10), site]);
    expect(days).toEqual([
      ['2026-03-01', ''],
      ['2026-03-01', ''], // midnight in Hong Kong
    ]);
  });

  it('sends no site’s name', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN] });
    one.use('02 10:00', 500, 'secret.test');
    await one.share();
    expect(area.items.size).toBe(2);
    expect(JSON.stringify([...area.items])).not.toContain('secret');
  });

  it('leaves packs for certain sites on the device that has them, and changes none of another’s', async () => {
    const area = createFakeSyncArea();
    const [general] = PLAN.allowances as [Plan['allowances'][0]];
    const pack = (id: string, site: string) => allowanceOf({ id, bytes: 5e9, sites: [site] });
    const withPack = { ...PLAN, allowances: [pack('films', 'secret.test'), general] };
    const one = await device(area, { plans: [withPack], id: 'one' });
    await one.share();
    expect(JSON.stringify([...area.items])).not.toContain('secret');
    const two = await device(area, { id: 'two' });
    await two.share();
    expect(two.world.plans).toEqual([PLAN]);

    two.world.plans = [{ ...PLAN, name: 'Renamed', allowances: [general, pack('music', 'hidden.test')] }];
    two.world.now += HOUR;
    await two.exchange();
    await one.exchange();
    expect(JSON.stringify([...area.items])).not.toMatch(/secret|hidden/);
    expect(one.world.plans).toEqual([{ ...withPack, name: 'Renamed', allowances: [general, withPack.allowances[0]] }]);
    const settled = JSON.stringify([...area.items]);
    await one.exchange();
    await two.exchange();
    expect(JSON.stringify([...area.items])).toBe(settled);
    expect(two.world.plans[0]!.allowances).toHaveLength(2);
  });

  it('has nothing to share of a plan that is for certain sites only', async () => {
    const area = createFakeSyncArea();
    const plan = { ...PLAN, allowances: [allowanceOf({ bytes: 5e9, sites: ['secret.test'] })] };
    const one = await device(area, { plans: [plan] });
    await one.share();
    expect([...area.items.keys()].filter((key) => key.startsWith('plan:'))).toEqual([]);
    expect(JSON.stringify([...area.items])).not.toContain('secret');
    expect(one.onError).not.toHaveBeenCalled();
  });

  it('takes away what an earlier version has left of such a pack', async () => {
    const area = createFakeSyncArea();
    const [general] = PLAN.allowances as [Plan['allowances'][0]];
    const plan = { ...PLAN, allowances: [general, allowanceOf({ id: 'films', bytes: 5e9, sites: ['secret.test'] })] };
    await area.write({ 'plan:sim': { at: 5, plan } });
    const one = await device(area, { plans: [plan] });
    await one.share();
    expect(JSON.stringify([...area.items])).not.toContain('secret');
    expect(one.world.plans).toEqual([plan]);
  });

  it('writes every ten minutes at most, and only what is new', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN] });
    await one.share();
    const begun = area.writes;
    for (let minute = 0; minute < 60; minute++) {
      one.world.now += 60_000;
      one.world.usage = [...one.world.usage, at(hkt('02 10:00'), 100)];
      await one.exchange();
    }
    expect(area.writes - begun).toBeLessThanOrEqual(6);
    const written = area.writes;
    one.world.now += 10 * HOUR;
    for (let i = 0; i < 5; i++) await one.exchange();
    expect(area.writes - written).toBeLessThanOrEqual(1);
  });

  it('a device that comes back after a month finds what the other used, and the plan as it was edited', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN], id: 'one' });
    const two = await device(area, { id: 'two' });
    await one.share();
    await two.share();
    one.world.plans = [{ ...PLAN, name: 'New words' }];
    for (let day = 3; day < 31; day++) one.use(`${String(day).padStart(2, '0')} 09:00`, 1000);
    await one.exchange();
    two.world.now = Date.parse('2026-04-02T00:00:00Z');
    await two.restart();
    await two.exchange();
    expect(two.elsewhere()).toBe(28_000);
    expect(two.world.plans.map(({ name }) => name)).toEqual(['New words']);
  });

  it('a wiped device comes back under a new name; what it had used still counts', async () => {
    const area = createFakeSyncArea();
    const old = await device(area, { plans: [PLAN], id: 'old' });
    old.use('02 10:00', 500);
    await old.share();
    const fresh = await device(area, { id: 'fresh' });
    await fresh.share();
    fresh.use('02 11:00', 30);
    expect(fresh.elsewhere()).toBe(500);
    const third = await device(area, { id: 'third' });
    fresh.world.now += HOUR;
    await fresh.exchange();
    await third.share();
    expect(third.elsewhere()).toBe(530);
    await third.forget('old 1');
    expect(third.elsewhere()).toBe(30);
  });

  it('turned off, takes its own totals away and counts no others', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN], id: 'one' });
    const two = await device(area, { id: 'two' });
    one.use('02 10:00', 500);
    await one.share();
    await two.share();
    await one.share(false);
    expect([...area.items.keys()].some((key) => key.startsWith('use:one'))).toBe(false);
    await two.exchange();
    expect([one.elsewhere(), two.elsewhere()]).toEqual([0, 0]);
    await one.share();
    await two.exchange();
    expect(two.elsewhere()).toBe(500);
  });

  it('a plan removed here stays away, and goes on elsewhere', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN], id: 'one' });
    const two = await device(area, { id: 'two' });
    await one.share();
    await two.share();
    two.world.plans = [];
    two.world.active = null;
    await two.exchange();
    expect(two.world.plans).toEqual([]);
    await one.exchange();
    expect(one.world.plans).toEqual([PLAN]);
  });

  it('a plan that ended long ago leaves the account for good, also while it is still the active one', async () => {
    const area = createFakeSyncArea();
    const ended = planOf({ id: 'week' });
    const one = await device(area, { plans: [ended], id: 'one' });
    one.use('02 10:00', 500);
    await one.share();
    expect([...area.items.keys()]).toEqual(['plan:week', 'use:one 1:week']);
    one.world.now = Date.parse(hkt('08 00:00')) + 63 * 24 * HOUR;
    await one.exchange();
    const { writes } = area;
    // Each change in the account is heard of, and exchanged again.
    for (let heard = 0; heard < 3; heard++) await one.exchange();
    expect(area.items.size).toBe(0);
    expect(area.writes).toBe(writes);
  });

  it('passes over what is not of its shapes, and says what failed', async () => {
    const area = createFakeSyncArea();
    const used = (device: string, days: number[][]) => ({ at: 1, device, plan: 'sim', days });
    const long = Array.from({ length: 301 }, (_, day) => [20_514 - day, 1000, 0]);
    await area.write({
      'use:x:sim': used('x', [[20_514, 1e300, 0]]),
      'use:y:sim': used('y', [[20_514, -1000, 0]]),
      'use:z:sim': used('another', [[20_514, 1000, 0]]),
      'use:l:sim': used('l', long),
      'plan:sim': { at: 'soon', plan: 5 },
      'plan:other': { at: 1, plan: PLAN },
      z: 0,
    });
    const one = await device(area, { plans: [PLAN] });
    await one.share();
    expect([one.elsewhere(), one.onError.mock.calls.length]).toEqual([0, 0]);
    area.write = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    one.use('02 10:00', 5);
    one.world.now += HOUR;
    await one.exchange();
    expect(await one.list()).toMatchObject({ isOn: true, trouble: 'QUOTA_BYTES quota exceeded' });
    expect(one.onError).toHaveBeenCalledTimes(1);
  });

  it('fits: a year of ten devices stays within the limits of an item and of all', async () => {
    const area = createFakeSyncArea();
    for (let i = 0; i < 10; i++) {
      const one = await device(area, { plans: [PLAN], id: `device-with-a-name-as-long-as-a-uuid-${i}` });
      one.world.now = Date.parse('2027-03-01T00:00:00Z');
      for (let day = 0; day < 365; day++) {
        const from = Date.parse(PLAN.activatedAt) + day * 24 * HOUR;
        one.world.usage.push({
          from: new Date(from).toISOString(),
          to: new Date(from + 1).toISOString(),
          site: '',
          bytes: 9_876_543_210,
        });
      }
      await one.share();
      expect((await one.list()).trouble).toBeNull();
      // What was guessed too high is corrected downwards, day by day.
      one.world.usage = one.world.usage.map((row) => ({ ...row, bytes: row.bytes - 123_456_789 }));
      one.world.now += HOUR;
      await one.exchange();
      expect((await one.list()).trouble).toBeNull();
    }
  });

  it('counts all of everybody’s use once, whoever meets when', async () => {
    const step = fc.record({
      who: fc.nat({ max: 2 }),
      bytes: fc.nat({ max: 1e9 }),
      hours: fc.integer({ min: 1, max: 30 }),
      restarts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (story) => {
        const area = createFakeSyncArea();
        const all = await Promise.all([0, 1, 2].map((i) => device(area, { plans: [PLAN], id: `d${i}` })));
        for (const one of all) await one.share();
        let now = Date.parse(hkt('02 12:00'));
        for (const { who, bytes, hours, restarts } of story) {
          now += hours * HOUR;
          const one = all[who]!;
          one.world.now = now;
          one.world.usage = [
            ...one.world.usage,
            {
              ...at(hkt('02 10:00'), bytes),
              from: new Date(now - 60_000).toISOString(),
              to: new Date(now).toISOString(),
            },
          ];
          if (restarts) await one.restart();
          await one.exchange();
        }
        for (const one of all) {
          one.world.now = now + 48 * HOUR;
          await one.exchange();
        }
        const total = story.reduce((sum, { bytes }) => sum + bytes, 0);
        for (const one of all) {
          await one.exchange();
          const own = one.world.usage.reduce((sum, { bytes }) => sum + bytes, 0);
          expect(own + one.elsewhere()).toBe(total);
        }
      }),
      { numRuns: 40 },
    );
  });
});
