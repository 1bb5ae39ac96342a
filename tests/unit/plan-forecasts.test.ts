import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlanForecasts, type EarlierUse } from '../../src/background/plan-forecasts.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { linkedUse } from '../../src/core/forecast/linked-use.ts';
import type { ForecastInput } from '../../src/core/plan-forecast.ts';
import type { SlotSites } from '../../src/storage/read-slots.ts';
import type { Owner } from '../../src/storage/schema.ts';
import { GB, hkt, planOf } from './plan-fixture.ts';

const DAY = 86_400_000;
const ms = (instant: string) => Date.parse(instant);
const slot = (from: string, owner: Owner, down: number): SlotSites => ({
  from: ms(from),
  to: ms(from) + 900_000,
  owner,
  sites: new Map([['news.test', { ...EMPTY_CELL, down }]]),
});
const old = planOf({ id: 'old', activatedAt: '2026-02-01T00:00:00+08:00' });
const fresh = planOf({ id: 'fresh', activatedAt: hkt('01 00:00') });
const input = (rest: Partial<ForecastInput> = {}): ForecastInput => ({
  nowMs: ms(hkt('01 01:00')),
  sinceMs: ms(hkt('01 00:00')),
  bytes: 0,
  used: 0,
  remaining: 7 * GB,
  untilMs: ms(hkt('08 00:00')),
  timeZone: 'Asia/Hong_Kong',
  history: () => [],
  ...rest,
});
const daily = (owner: Owner) =>
  Array.from({ length: 20 }, (_, day) =>
    slot(new Date(ms(hkt('01 12:00')) - (day + 1) * DAY).toISOString(), owner, GB),
  );

describe('forecasts of plans', () => {
  let records: SlotSites[] = [];
  let kept: EarlierUse | null = null;
  const readSlotSites = vi.fn(() => Promise.resolve(records));
  const open = () =>
    createPlanForecasts({
      readSlotSites,
      readEarlier: () => Promise.resolve(kept),
      keepEarlier: (use) => (kept = use),
    });

  beforeEach(() => {
    kept = null;
    readSlotSites.mockClear();
    records = daily('plan:old');
  });

  it('know the use of earlier plans, read once while the browser runs', async () => {
    const forecasts = open();
    const forecaster = await forecasts.of(fresh, [old, fresh]);
    expect(forecaster(input())).toMatchObject({ method: 'profile' });
    expect(forecaster(input()).perDay / GB).toBeCloseTo(1, 1);
    await forecasts.of(fresh, [old, fresh]);
    await open().of(fresh, [old, fresh]);
    expect(readSlotSites).toHaveBeenCalledTimes(1);
    await forecasts.of(planOf({ ...fresh, activatedAt: hkt('02 00:00') }), [old, fresh]);
    expect(readSlotSites).toHaveBeenCalledTimes(2);
  });

  it('ignore Wi-Fi, count a plan’s own use once, and read nothing where there is only one plan', async () => {
    records = [...daily('unmetered'), ...daily('plan:fresh')];
    expect((await open().of(fresh, [old, fresh]))(input()).method).toBe('none');
    readSlotSites.mockClear();
    await open().of(fresh, [fresh]);
    expect(readSlotSites).not.toHaveBeenCalled();
  });

  it('continue with the plan’s own use where storage fails', async () => {
    readSlotSites.mockRejectedValueOnce(new Error('disk'));
    expect((await open().of(fresh, [old, fresh]))(input()).method).toBe('none');
  });

  it('are returned again while next to nothing has changed', async () => {
    const forecaster = await open().of(fresh, [old, fresh]);
    const first = forecaster(input());
    const history = vi.fn(() => []);
    expect(forecaster(input({ nowMs: input().nowMs + 30_000, bytes: 1000, used: 1000, history }))).toBe(first);
    expect(history).not.toHaveBeenCalled();
    for (const change of [
      { nowMs: input().nowMs + 60_000 },
      { bytes: GB, used: GB },
      { remaining: 8 * GB },
      { remaining: 0 },
      { remaining: null },
      { untilMs: ms(hkt('09 00:00')) },
    ]) {
      forecaster(input());
      expect(forecaster(input(change)), JSON.stringify(change)).not.toBe(first);
    }
  });
});

describe('use before a plan', () => {
  const spell = (from: string, bytes = 1) => ({ from, to: new Date(ms(from) + 3_600_000).toISOString(), bytes });
  const begins = ms(hkt('20 00:00'));

  it('goes back to the first gap of four days', () => {
    const spells = [hkt('19 12:00'), hkt('16 12:00'), hkt('12 13:00'), hkt('08 11:59'), hkt('07 12:00')].map((from) =>
      spell(from),
    );
    expect(linkedUse(spells.toReversed(), begins)).toEqual(spells.slice(0, 3));
  });

  it('is empty after a longer absence, and leaves out spells without bytes', () => {
    expect(linkedUse([spell(hkt('15 12:00'))], begins)).toEqual([]);
    expect(linkedUse([spell(hkt('18 12:00'), 0), spell(hkt('15 12:00'))], begins)).toEqual([]);
  });
});
