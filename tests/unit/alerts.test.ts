import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAlerts, NO_MARKS, type Alert, type AlertMarks } from '../../src/core/alerts.ts';
import type { Plan, PlanStatus, Usage } from '../../src/core/contract.ts';
import { allowanceOf, at, GB, hkt, MB, over, planOf, planStatus } from './plan-fixture.ts';

const HOUR = 3_600_000;
const ALL_THRESHOLDS = { total: [50, 80, 90, 100], today: [80, 100], expiryHours: [24] };
const sevenDays = planOf({
  activatedAt: hkt('01 00:00'),
  allowances: [allowanceOf({ bytes: 7 * GB })],
  alerts: { ...ALL_THRESHOLDS, today: [] },
});

/** Decides alerts of a plan as the background does, with its marks stored as text. */
function alerting(first: Plan = sevenDays) {
  let marks = JSON.stringify(NO_MARKS);
  let plan = first;
  const usage: Usage[] = [];
  const decided: Alert[] = [];
  const update = (when: string, change: (status: PlanStatus) => PlanStatus = (status) => status) => {
    const status = change(planStatus(plan, usage, when));
    const result = dueAlerts(plan, status, JSON.parse(marks) as AlertMarks, when);
    marks = JSON.stringify(result.marks);
    decided.push(...result.due);
    return result.due.filter(({ silent }) => !silent).map(labelOf);
  };
  return { usage, decided, update, marks: () => JSON.parse(marks) as AlertMarks, edit: (next: Plan) => (plan = next) };
}

const labelOf = (alert: Alert): string => {
  switch (alert.kind) {
    case 'total':
    case 'today':
      return `${alert.kind} ${alert.percent}`;
    case 'expiry':
      return `expiry ${alert.hours}`;
    case 'state':
      return alert.state;
    case 'forecast':
      return 'forecast';
  }
};

/** Removes the forecast from a status, for tests of other alerts. */
const withoutForecast = (status: PlanStatus): PlanStatus => ({
  ...status,
  forecast: { ...status.forecast, method: 'none', runsOutAt: null },
});

/** Gives a status a forecast: the plan runs out at that time; `null`: it lasts. */
const forecasting = (p50: string | null) => (status: PlanStatus) => ({
  ...status,
  forecast: {
    method: 'pace',
    perDay: GB,
    atEnd: null,
    runsOutAt: p50 === null ? null : { p10: p50, p50, p90: null },
  },
});

describe('alerts', () => {
  it('announce each threshold of the total once; of several at once only the highest, the rest silently', () => {
    const { usage, decided, update } = alerting();
    expect(update(hkt('01 10:00'), withoutForecast)).toEqual([]);
    usage.push(at(hkt('01 11:00'), 3.5 * GB));
    expect(update(hkt('01 12:00'), withoutForecast)).toEqual(['total 50']);
    expect(update(hkt('01 13:00'), withoutForecast)).toEqual([]);
    usage.push(at(hkt('01 14:00'), 3 * GB));
    expect(update(hkt('01 15:00'), withoutForecast)).toEqual(['total 90']);
    expect(decided.map((alert) => [labelOf(alert), alert.silent])).toEqual([
      ['total 50', undefined],
      ['total 80', true],
      ['total 90', undefined],
    ]);
    expect(decided[2]).toMatchObject({ plan: 'plan', planName: 'Plan', at: hkt('01 15:00'), remaining: 0.5 * GB });
  });

  it('name the consequence once everything is used, instead of 100 %', () => {
    for (const [after, state] of [
      [{ kind: 'throttle', kbps: 128 }, 'throttled'],
      [{ kind: 'charge', perMB: 1, currency: 'HKD' }, 'charging'],
      [{ kind: 'cut' }, 'cut'],
    ] as const) {
      const { usage, update } = alerting({ ...sevenDays, allowances: [allowanceOf({ bytes: GB, after })] });
      usage.push(at(hkt('01 11:00'), GB));
      expect(update(hkt('01 12:00'))).toEqual([state]);
      expect(update(hkt('02 12:00'))).toEqual([]);
    }
  });

  it('announce today’s share, anew each day', () => {
    const { usage, update } = alerting({ ...sevenDays, alerts: ALL_THRESHOLDS });
    usage.push(at(hkt('01 11:00'), 850 * MB));
    expect(update(hkt('01 12:00'), withoutForecast)).toEqual(['today 80']);
    usage.push(at(hkt('01 13:00'), 200 * MB));
    expect(update(hkt('01 14:00'), withoutForecast)).toEqual(['today 100']);
    expect(update(hkt('02 10:00'), withoutForecast)).toEqual([]);
    usage.push(at(hkt('02 11:00'), 1000 * MB));
    expect(update(hkt('02 12:00'), withoutForecast)).toEqual(['today 100']);
  });

  it('do not announce a daily quota twice, as total and as today’s share', () => {
    const daily = allowanceOf({ bytes: GB, resets: { every: 'day', at: '00:00' } });
    const { usage, update } = alerting({ ...sevenDays, allowances: [daily], alerts: ALL_THRESHOLDS });
    usage.push(at(hkt('01 11:00'), 850 * MB));
    expect(update(hkt('01 12:00'), withoutForecast)).toEqual(['total 80']);
    usage.push(at(hkt('02 11:00'), 850 * MB));
    expect(update(hkt('02 12:00'), withoutForecast)).toEqual(['total 80']);
  });

  it('announce the end of the plan, at the nearest of several hours, and not on the day a day pass was bought', () => {
    const { update } = alerting({ ...sevenDays, alerts: { ...ALL_THRESHOLDS, expiryHours: [72, 24] } });
    expect(update(hkt('04 23:00'))).toEqual([]);
    expect(update(hkt('07 00:00'))).toEqual(['expiry 24']);
    expect(update(hkt('07 23:00'))).toEqual([]);
    const pass = alerting({ ...sevenDays, validity: { kind: 'days', days: 1, clock: 'hours' } });
    expect(pass.update(hkt('01 12:00'))).toEqual([]);
    expect(pass.update(hkt('09 00:00'))).toEqual([]);
  });

  it('announce once that the forecast has turned, after it has held for ten minutes', () => {
    const { update } = alerting();
    expect(update(hkt('02 10:00'), forecasting(null))).toEqual([]);
    expect(update(hkt('02 10:05'), forecasting(hkt('06 00:00')))).toEqual([]);
    // A forecast within a fiftieth of the period of its end says neither.
    expect(update(hkt('02 10:10'), forecasting(hkt('07 23:00')))).toEqual([]);
    expect(update(hkt('02 10:14'), forecasting(hkt('06 00:00')))).toEqual([]);
    expect(update(hkt('02 10:16'), forecasting(hkt('06 00:00')))).toEqual(['forecast']);
    expect(update(hkt('02 11:00'), forecasting(null))).toEqual([]);
    expect(update(hkt('02 12:00'), forecasting(hkt('05 00:00')))).toEqual([]);
    expect(update(hkt('02 12:30'), forecasting(hkt('05 00:00')))).toEqual([]);
  });

  it('ignore a forecast that turns back within ten minutes', () => {
    const { update } = alerting();
    for (let minute = 10; minute < 50; minute += 10) {
      expect(update(hkt(`02 10:${minute}`), forecasting(hkt('06 00:00')))).toEqual([]);
      expect(update(hkt(`02 10:${minute + 5}`), forecasting(null))).toEqual([]);
    }
  });

  it('wait until quiet hours end, and then announce only the gravest; 100 % does not wait', () => {
    const { usage, decided, update } = alerting({
      ...sevenDays,
      alerts: { ...ALL_THRESHOLDS, quiet: { from: '23:00', to: '08:00' } },
    });
    usage.push(at(hkt('01 23:10'), 4 * GB));
    expect(update(hkt('01 23:30'), withoutForecast)).toEqual(['today 100']);
    usage.push(at(hkt('02 03:00'), 1.7 * GB));
    // The new day's share is used up as well.
    expect(update(hkt('02 03:05'), withoutForecast)).toEqual(['today 100']);
    expect(update(hkt('02 07:59'), withoutForecast)).toEqual([]);
    expect(update(hkt('02 08:00'), withoutForecast)).toEqual(['total 80']);
    expect(update(hkt('02 08:01'), withoutForecast)).toEqual([]);
    expect(decided.filter(({ silent, kind }) => silent && kind === 'total').map(labelOf)).toEqual(['total 50']);
    usage.push(at(hkt('02 23:30'), 1.4 * GB));
    expect(update(hkt('02 23:31'), withoutForecast)).toEqual(['cut']);
  });

  it('are listed, but not announced, where they no longer apply when quiet hours end', () => {
    const alerts = { ...ALL_THRESHOLDS, total: [], today: [80], quiet: { from: '22:00', to: '08:00' } };
    const { usage, decided, update } = alerting({ ...sevenDays, alerts });
    usage.push(at(hkt('01 22:30'), 900 * MB));
    expect(update(hkt('01 23:00'), withoutForecast)).toEqual([]);
    expect(update(hkt('02 08:00'), withoutForecast)).toEqual([]);
    expect(decided.map((alert) => [labelOf(alert), alert.silent])).toEqual([['today 80', true]]);
  });

  it('after a top-up start over: a threshold announced before is announced again once it is passed again', () => {
    const { usage, update, edit } = alerting();
    usage.push(at(hkt('01 11:00'), 6.4 * GB));
    expect(update(hkt('01 12:00'), withoutForecast)).toEqual(['total 90']);
    const topUp = allowanceOf({ id: 'up', bytes: 3 * GB, from: hkt('01 13:00') });
    edit({ ...sevenDays, allowances: [...sevenDays.allowances, topUp] });
    expect(update(hkt('01 13:00'), withoutForecast)).toEqual([]);
    usage.push(at(hkt('01 14:00'), 1.7 * GB));
    expect(update(hkt('01 15:00'), withoutForecast)).toEqual(['total 80']);
  });

  it('leave the marks as they are where there is nothing to announce', () => {
    const status = planStatus(sevenDays, [], hkt('01 12:00'));
    const first = dueAlerts(sevenDays, status, NO_MARKS, hkt('01 12:00'));
    expect(dueAlerts(sevenDays, status, first.marks, hkt('01 12:01')).marks).toBe(first.marks);
  });

  it('have default thresholds and quiet nights where the plan sets none', () => {
    const { alerts: _, ...plain } = sevenDays;
    const { usage, update } = alerting(plain);
    usage.push(over(hkt('01 00:00'), hkt('01 23:00'), 3.6 * GB));
    expect(update(hkt('01 23:30'), withoutForecast)).toEqual(['today 100']);
    expect(update(hkt('02 08:00'), withoutForecast)).toEqual(['total 50']);
  });

  it('come exactly once, whatever is used, however the clock jumps, across any number of restarts', () => {
    const step = fc.record({
      minutes: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 600 }) }, fc.integer({ min: -3000, max: 0 })),
      bytes: fc.oneof(fc.constant(0), fc.nat(2 * GB)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, quiet) => {
        const plan = {
          ...sevenDays,
          alerts: { ...ALL_THRESHOLDS, ...(quiet ? { quiet: { from: '23:00', to: '08:00' } } : {}) },
        };
        const { usage, decided, update, marks } = alerting(plan);
        let ms = Date.parse(hkt('01 08:00'));
        const reached = new Set<number>();
        const see = () => {
          const when = new Date(ms).toISOString();
          update(when);
          const status = planStatus(plan, usage, when);
          if (status.state === 'expired' || status.state === 'not-started') return;
          for (const percent of ALL_THRESHOLDS.total) if (status.used * 100 >= percent * 7 * GB) reached.add(percent);
        };
        for (const { minutes, bytes } of steps) {
          ms += minutes * 60_000;
          if (bytes > 0) usage.push(at(new Date(ms - 60_000).toISOString(), bytes));
          see();
        }
        // The morning after, while the plan still runs.
        const end = Date.parse(hkt('07 12:00'));
        if (ms < end) {
          ms = end;
          see();
        }
        const ids = decided.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const listed = new Set(
          [...decided, ...marks().waiting].flatMap((one) => (one.kind === 'total' ? [one.percent] : [])),
        );
        expect(listed).toEqual(reached);
        // None is lost: the highest reached was announced, as itself or as its consequence.
        if (ms === end && reached.size > 0) {
          const aloud = decided.filter(({ silent }) => !silent);
          const most = Math.max(...aloud.flatMap((one) => (one.kind === 'total' ? [one.percent] : [])), -1);
          expect(aloud.some(({ kind }) => kind === 'state') || most === Math.max(...reached)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps only recent daily marks, and all marks of the total', () => {
    const open = {
      ...sevenDays,
      validity: { kind: 'days' as const, days: 366, clock: 'calendar' as const },
      alerts: ALL_THRESHOLDS,
    };
    const { usage, update, marks } = alerting(open);
    usage.push(at(hkt('01 01:00'), 3.6 * GB));
    for (let day = 0; day < 150; day++) {
      const ms = Date.parse(hkt('01 12:00')) + day * 24 * HOUR;
      usage.push(at(new Date(ms - HOUR).toISOString(), 12 * MB));
      update(new Date(ms).toISOString(), withoutForecast);
    }
    const keys = Object.keys(marks().told);
    expect(keys.filter((key) => key.startsWith('today '))).toHaveLength(100);
    expect(keys.filter((key) => key.startsWith('total ')).length).toBeGreaterThan(0);
  }, 20_000);
});
