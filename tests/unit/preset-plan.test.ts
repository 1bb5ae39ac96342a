import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { presetPlan } from '../../src/background/preset-plan.ts';
import type { PlanList } from '../../src/core/contract.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const plan = planOf({ id: 'fleet', activatedAt: iso(NOON) });

describe('a plan that a policy presets', () => {
  it('is read like any other plan; an allowance without bytes is unlimited', () => {
    expect(presetPlan({}, iso(NOON))).toBeNull();
    expect(presetPlan({ plan }, iso(NOON))).toEqual(plan);
    const { bytes: _, ...unlimited } = allowanceOf({ id: 'all' });
    expect(presetPlan({ plan: { ...plan, allowances: [unlimited] } }, iso(NOON))).toMatchObject({
      allowances: [{ id: 'all', bytes: null }],
    });
    expect(presetPlan({ plan: 'cheap' }, iso(NOON))).toHaveProperty('error');
    expect(presetPlan({ plan: { ...plan, allowances: [5] } }, iso(NOON))).toHaveProperty('error');
  });
});

describe('the engine', () => {
  beforeEach(freshStorage);
  const list = (ask: (message: unknown) => Promise<unknown>) => ask({ type: 'plan.list' }) as Promise<PlanList>;

  it('adds a preset plan once, and makes it active where none is', async () => {
    const world = createWorld();
    const { engine, ask } = await startEngine(world);
    await engine.onPolicy({ plan });
    expect(await list(ask)).toEqual({ plans: [plan], active: 'fleet' });
    expect(await ask({ type: 'plan.status' })).toMatchObject({ plan: { id: 'fleet' } });
    await engine.onPolicy({ plan: { ...plan, name: 'Other words' } });
    expect((await list(ask)).plans).toEqual([plan]);
  });

  it('leaves the user’s own changes: edited, another one active, removed', async () => {
    const world = createWorld();
    const first = await startEngine(world);
    await first.ask({ type: 'plan.save', plan: planOf({ id: 'own', activatedAt: iso(NOON) }) });
    await first.ask({ type: 'plan.activate', id: 'own' });
    await first.engine.onPolicy({ plan });
    expect(await list(first.ask)).toMatchObject({ plans: [{ id: 'own' }, { id: 'fleet' }], active: 'own' });
    await first.ask({ type: 'plan.save', plan: { ...plan, name: 'Mine' } });
    await first.engine.onPolicy({ plan });
    expect((await list(first.ask)).plans.map(({ name }) => name)).toContain('Mine');
    await first.ask({ type: 'plan.remove', id: 'fleet' });
    const second = await startEngine(world);
    await second.engine.onPolicy({ plan });
    expect((await list(second.ask)).plans.map(({ id }) => id)).toEqual(['own']);
    await second.engine.onPolicy({ plan: { ...plan, id: 'fleet-2027' } });
    expect((await list(second.ask)).plans.map(({ id }) => id)).toEqual(['own', 'fleet-2027']);
  });

  it('keeps the user’s plan where it has the preset’s id', async () => {
    const { engine, ask } = await startEngine();
    await ask({ type: 'plan.save', plan: { ...plan, name: 'Mine' } });
    await engine.onPolicy({ plan });
    expect((await list(ask)).plans.map(({ name }) => name)).toEqual(['Mine']);
  });

  it('refuses an invalid one with the field’s name, and changes nothing', async () => {
    const { engine, ask } = await startEngine();
    await expect(engine.onPolicy({ plan: { ...plan, unit: 12 } })).rejects.toThrow(/policy’s plan: unit: must be/);
    expect(await list(ask)).toEqual({ plans: [], active: null });
  });
});

describe('the policy schema', () => {
  type Schema = { type: string; properties?: Record<string, Schema>; items?: Schema };
  const file = path.resolve(import.meta.dirname, '../../public/managed-schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;

  const keysOf = (value: unknown, at: string): string[] =>
    Array.isArray(value)
      ? value.flatMap((one) => keysOf(one, `${at}[]`))
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, one]) => [`${at}.${key}`, ...keysOf(one, `${at}.${key}`)])
        : [];
  const pathsOf = (one: Schema, at: string): string[] => [
    ...Object.entries(one.properties ?? {}).flatMap(([key, inner]) => [
      `${at}.${key}`,
      ...pathsOf(inner, `${at}.${key}`),
    ]),
    ...(one.items ? pathsOf(one.items, `${at}[]`) : []),
  ];

  it('lists every field of a plan, since Chromium drops unlisted ones', () => {
    const full = planOf({
      carrier: 'x',
      price: { amount: 1, currency: 'HKD' },
      alerts: { total: [50], today: [80], expiryHours: [24], quiet: { from: '23:00', to: '07:00' } },
      allowances: [
        allowanceOf({
          resets: { every: 'day', at: '00:00', timeZone: 'UTC' },
          sites: ['a.test'],
          hours: { from: '23:00', to: '07:00' },
          from: iso(NOON),
          until: iso(NOON + 1),
          rollover: 'once',
          free: true,
          after: { kind: 'charge', perMB: 1, currency: 'HKD', dailyCap: 5 },
          order: 1,
        }),
        allowanceOf({ resets: { every: 'days', days: 3 }, after: { kind: 'throttle', kbps: 128 } }),
        allowanceOf({ resets: { every: 'month', day: 1 } }),
      ],
    });
    const wanted = new Set([
      ...keysOf(full, ''),
      ...keysOf({ validity: { kind: 'days', days: 1, clock: 'hours' } }, ''),
      ...keysOf({ validity: { kind: 'months', billingDay: 1 } }, ''),
    ]);
    expect(pathsOf(schema.properties!['plan']!, '').sort()).toEqual([...wanted].sort());
  });
});
