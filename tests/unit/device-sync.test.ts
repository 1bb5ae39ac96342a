import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createDeviceSync } from '../../src/background/device-sync.ts';
import type { PlanBook } from '../../src/background/plan-book.ts';
import type { Plan, Usage } from '../../src/core/contract.ts';
import { parsePlan } from '../../src/core/plan.ts';
import type { SharingState } from '../../src/storage/sharing-store.ts';
import { allowanceOf, at, hkt, planOf } from './plan-fixture.ts';
import { createFakeSyncAccount } from './support/fake-sync-account.ts';
import { createFakeSyncArea } from './support/fake-sync-area.ts';

const HOUR = 3_600_000;
const PLAN = planOf({
  id: 'sim',
  activatedAt: hkt('01 10:00'),
  validity: { kind: 'months', billingDay: 1 },
  allowances: [allowanceOf({ bytes: 20e9 })],
});

type Area = Pick<ReturnType<typeof createFakeSyncArea>, 'on'>;

/** One device: its plans, usage, ledger and clock, all in memory. */
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
      area: area.on(() => world.now),
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

  it('brings the plan to a device without one, and each device’s totals to the other', async () => {
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

  it('leaves packs for certain sites on their device, and changes none of another device’s', async () => {
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

  it('shares nothing of a plan that is for certain sites only', async () => {
    const area = createFakeSyncArea();
    const plan = { ...PLAN, allowances: [allowanceOf({ bytes: 5e9, sites: ['secret.test'] })] };
    const one = await device(area, { plans: [plan] });
    await one.share();
    expect([...area.items.keys()].filter((key) => key.startsWith('plan:'))).toEqual([]);
    expect(JSON.stringify([...area.items])).not.toContain('secret');
    expect(one.onError).not.toHaveBeenCalled();
  });

  it('removes such a pack that an earlier version shared', async () => {
    const area = createFakeSyncArea();
    const [general] = PLAN.allowances as [Plan['allowances'][0]];
    const plan = { ...PLAN, allowances: [general, allowanceOf({ id: 'films', bytes: 5e9, sites: ['secret.test'] })] };
    await area.write({ 'plan:sim': { at: 5, plan } });
    const one = await device(area, { plans: [plan] });
    await one.share();
    expect(JSON.stringify([...area.items])).not.toContain('secret');
    expect(one.world.plans).toEqual([plan]);
  });

  it('writes at most every ten minutes, and only what is new', async () => {
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

  it('a device that returns after a month receives the other’s use, and the edited plan', async () => {
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

  it('a wiped device returns under a new name; its earlier use still counts', async () => {
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

  it('turned off, removes its own totals and counts no others', async () => {
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

  it('a plan removed here stays removed, and continues elsewhere', async () => {
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

  it('a plan that ended long ago is removed from the account for good, also while it is the active one', async () => {
    const area = createFakeSyncArea();
    const ended = planOf({ id: 'week' });
    const one = await device(area, { plans: [ended], id: 'one' });
    one.use('02 10:00', 500);
    await one.share();
    expect([...area.items.keys()]).toEqual(['plan:week', 'use:one 1:week']);
    one.world.now = Date.parse(hkt('08 00:00')) + 63 * 24 * HOUR;
    await one.exchange();
    const { writes } = area;
    // Each change of the account is an event, and leads to another exchange.
    for (let heard = 0; heard < 3; heard++) await one.exchange();
    expect(area.items.size).toBe(0);
    expect(area.writes).toBe(writes);
  });

  it('ignores items of other shapes, and reports what failed', async () => {
    const area = createFakeSyncArea();
    const used = (device: string, days: number[][]) => ({ at: 1, device, plan: 'sim', days });
    const long = Array.from({ length: 301 }, (_, day) => [20_514 - day, 1000, 0]);
    await area.write({
      'use:x:sim': used('x', [[20_514, 1e300, 0]]),
      'use:y:sim': used('y', [[20_514, -1000, 0]]),
      'use:z:sim': used('another', [[20_514, 1000, 0]]),
      'use:l:sim': used('l', long),
      'use:t:sim': { ...used('t', [[20_514, 1000, 0]]), at: 1e300 },
      'use:d:sim': used('d', [[1e15, 1000, 0]]),
      'use:e:sim': used('e', [[-1e9, 1000, 0]]),
      'head:sim': { at: 1, plan: { ...PLAN, allowances: undefined }, parts: ['__proto__', 'part:1-x-0'] },
      'head:x': { at: 1e300, plan: { ...PLAN, id: 'x' }, parts: [] },
      'head:y': { at: 1, plan: { ...PLAN, id: 'y' }, parts: ['use:l:sim'] },
      'plan:sim': { at: 'soon', plan: 5 },
      'plan:other': { at: 1, plan: PLAN },
      z: 0,
    });
    const one = await device(area, { plans: [PLAN] });
    await one.share();
    expect([one.elsewhere(), one.onError.mock.calls.length]).toEqual([0, 0]);
    expect((await one.list()).devices).toHaveLength(1);
    area.write = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    one.use('02 10:00', 5);
    one.world.now += HOUR;
    await one.exchange();
    expect(await one.list()).toMatchObject({ isOn: true, trouble: 'QUOTA_BYTES quota exceeded' });
    expect(one.onError).toHaveBeenCalledTimes(1);
  });

  it('a year of ten devices stays within the limits of an item and of the whole area', async () => {
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

  /** A plan topped up every other day, in the form in which it is saved. */
  const toppedUp = (times: number, label = 'Top-up of 500 MB'): Plan => {
    const topUp = (i: number) =>
      allowanceOf({
        id: `0b54bd4c-7d8f-4e1a-9c9f-${String(i).padStart(12, '0')}`,
        label,
        bytes: 500e6,
        from: hkt('02 10:00'),
        until: hkt('31 23:59'),
        after: { kind: 'throttle', kbps: 128 },
      });
    const plan = { ...PLAN, allowances: [...PLAN.allowances, ...Array.from({ length: times }, (_, i) => topUp(i))] };
    const parsed = parsePlan(plan, PLAN.activatedAt);
    if ('error' in parsed) throw new Error(parsed.error);
    return parsed;
  };

  it.each([
    ['40 top-ups', toppedUp(40)],
    ['the most top-ups, with the longest names', toppedUp(49, '充'.repeat(80))],
    ['names with characters that Chromium escapes', toppedUp(30, '<'.repeat(80))],
  ])('transfers whole a plan that has outgrown an item: %s', async (_name, plan) => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [plan], id: 'one' });
    const two = await device(area, { id: 'two' });
    one.use('02 10:00', 500);
    await one.share();
    expect((await one.list()).trouble).toBeNull();
    await two.share();
    expect(two.world).toMatchObject({ plans: [plan], active: 'sim' });
    expect(two.elsewhere()).toBe(500);
    const settled = JSON.stringify([...area.items]);
    for (const again of [one, two]) {
      again.world.now += HOUR;
      await again.exchange();
    }
    const plans = (items: string) =>
      (JSON.parse(items) as [string, unknown][]).filter(([key]) => !key.startsWith('use:'));
    expect(plans(JSON.stringify([...area.items]))).toEqual(plans(settled));
  });

  it('an edit that the account has no room for stays on its device, and delays no totals', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [PLAN], id: 'one' });
    const two = await device(area, { id: 'two' });
    await one.share();
    await two.share();
    const junk = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`other ${i}`, 'x'.repeat(8100)]));
    await area.write(junk);
    const edited = toppedUp(49, '充'.repeat(80));
    one.world.plans = [edited];
    one.use('02 10:00', 700);
    for (let i = 0; i < 3; i++) {
      one.world.now += HOUR;
      await one.exchange();
      expect(one.world.plans).toEqual([edited]);
    }
    expect((await one.list()).trouble).toBe('QUOTA_BYTES quota exceeded');
    await two.exchange();
    expect(two.world.plans).toEqual([PLAN]);
    expect(two.elsewhere()).toBe(700);
    await area.remove(Object.keys(junk));
    one.world.now += HOUR;
    await one.exchange();
    await two.exchange();
    expect((await one.list()).trouble).toBeNull();
    expect(two.world.plans).toEqual([edited]);
  });

  it('counts everybody’s use once, whoever exchanges when', async () => {
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

  it('an older version without parts may write the plan whole: the later edit counts, and neither undoes the other’s writing', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [toppedUp(40)], id: 'one' });
    await one.share();
    // What it had before the plan outgrew an item; it restores that whenever it is missing.
    const former = { at: one.world.now - HOUR, plan: PLAN };
    await area.write({ 'plan:sim': former });
    const two = await device(area, { id: 'two' });
    await two.share();
    expect(two.world.plans).toEqual([toppedUp(40)]);
    expect(area.items.get('plan:sim')).toEqual(former);

    const renamed = { ...PLAN, name: 'Edited by an old one' };
    await area.write({ 'plan:sim': { at: one.world.now + HOUR, plan: renamed } });
    for (const each of [one, two]) {
      each.world.now += 2 * HOUR;
      await each.exchange();
      expect(each.world.plans).toEqual([renamed]);
    }
    expect([...area.items.keys()].filter((key) => key.startsWith('head:'))).toEqual([]);
    one.world.now += 30 * HOUR;
    await one.exchange();
    expect([...area.items.keys()].filter((key) => key.startsWith('part:'))).toEqual([]);
  });

  it('a part that is lost for good is written anew after a day, and not before', async () => {
    const area = createFakeSyncArea();
    const one = await device(area, { plans: [toppedUp(40)], id: 'one' });
    const two = await device(area, { id: 'two' });
    await one.share();
    await two.share();
    const part = [...area.items.keys()].find((key) => key.startsWith('part:'))!;
    await area.remove([part]);
    const isWhole = async () => {
      const fresh = await device(area, { id: 'fresh' });
      fresh.world.now = one.world.now;
      await fresh.share();
      await fresh.share(false);
      return fresh.world.plans.length === 1;
    };
    for (let hour = 0; hour < 24; hour++) {
      for (const each of [one, two]) {
        each.world.now += HOUR;
        await each.exchange();
      }
      expect([hour, await isWhole()]).toEqual([hour, false]);
    }
    one.world.now += 2 * HOUR;
    await one.exchange();
    expect(await isWhole()).toBe(true);
  });

  it('no device ever has a mixed plan or undoes an edit that it had not heard of, and all agree in the end', async () => {
    const who = fc.nat({ max: 2 });
    const bring = fc.record({
      act: fc.constant('bring' as const),
      who,
      which: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }),
    });
    // All within a day: what has not arrived by then is taken for lost.
    const exchange = fc.record({ act: fc.constant('exchange' as const), who, hours: fc.nat({ max: 1 }) });
    const edit = fc.record({ act: fc.constant('edit' as const), who, topUps: fc.constantFrom(0, 5, 30, 45) });
    const story = fc.record({
      first: fc.array(fc.oneof(edit, bring, exchange), { maxLength: 20 }),
      last: edit,
      then: fc.array(fc.oneof(bring, exchange), { maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ first, last, then }) => {
        const account = createFakeSyncAccount();
        const replicas = [account.replica(), account.replica(), account.replica()];
        const all = await Promise.all(
          replicas.map((one, i) => device(one, { id: `d${i}`, plans: i === 0 ? [PLAN] : [] })),
        );
        let now = all[0]!.world.now;
        let edits = 0;
        let latest = '';
        const exchange = async (who: number) => {
          const one = all[who]!;
          one.world.now = now;
          await one.exchange();
          for (const { name, allowances } of one.world.plans)
            expect([
              ...new Set(
                allowances
                  .slice(1)
                  .map(({ label }) => label)
                  .concat(name),
              ),
            ]).toEqual([name]);
        };
        const act = async (one: (typeof first)[0]) => {
          if (one.act === 'bring') return one.which.forEach((which) => replicas[one.who]!.bring(which));
          if (one.act === 'exchange') now += one.hours * HOUR;
          else {
            // About two thousand bytes for five top-ups: several parts.
            latest = `edit ${++edits} `.padEnd(80, '充');
            all[one.who]!.world.plans = [{ ...toppedUp(one.topUps, latest), name: latest }];
          }
          return exchange(one.who);
        };
        const meet = async () => {
          for (const who of [0, 1, 2, 0, 1, 2]) {
            for (const replica of replicas) replica.bringAll();
            await exchange(who);
          }
        };
        for (const one of all) await one.share();
        await meet();
        for (const one of first) await act(one);
        await meet();
        // Older than what any clock has to wait for.
        now += 30 * HOUR;
        await act(last);
        for (const one of then) await act(one);
        await meet();
        for (const one of all) {
          expect(one.world.plans).toEqual([{ ...toppedUp(last.topUps, latest), name: latest }]);
          expect((await one.list()).trouble).toBeNull();
        }
        now += 30 * HOUR;
        await meet();
        const keys = replicas[0]!.keys();
        const parts = keys.filter((key) => key.startsWith('part:')).map((key) => key.replace(/-[0-9]+$/, ''));
        expect(new Set(parts).size).toBe(last.topUps > 20 ? 1 : 0);
        expect(keys.filter((key) => key.startsWith('head:'))).toHaveLength(last.topUps > 20 ? 1 : 0);
      }),
      { numRuns: 150 },
    );
  });
});
