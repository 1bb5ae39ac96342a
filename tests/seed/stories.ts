import type { Allowance, Plan } from '../../src/core/contract.ts';
import type { AlertRecord, ReadingRecord } from '../../src/storage/schema.ts';
import { createRandom, drawnDay, HABITS, WAKING, type Story } from './story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GB = 1e9;
/** Both stories are set in Hong Kong, which has no daylight saving time. */
const HONG_KONG = 8 * HOUR;

const midnight = (ms: number) => Math.floor((ms + HONG_KONG) / DAY) * DAY - HONG_KONG;
const iso = (ms: number) => new Date(ms).toISOString();
const main = (bytes: number, resets: Allowance['resets'] = { every: 'never' }): Allowance => ({
  id: 'main',
  label: 'Data',
  bytes,
  resets,
  after: { kind: 'throttle', kbps: 128 },
});
const plan = (id: string, name: string, activatedAt: number, rest: Pick<Plan, 'validity' | 'allowances'>) => ({
  id,
  name,
  timeZone: 'Asia/Hong_Kong',
  unit: 1000 as const,
  activatedAt: iso(activatedAt),
  addedAt: activatedAt,
  ...rest,
});
const days = (count: number) => ({ kind: 'days', days: count, clock: 'calendar' }) as const;

/** A day like those in the design drawings, larger or smaller; small sites come and go. */
function randomDay(random: () => number, index: number, factor: number): [number, number][] {
  return drawnDay(index).flatMap(([i, bytes]) => {
    if (i >= 10 && random() < 0.7) return [];
    return [[i, Math.round(bytes * factor * (0.4 + 1.2 * random()))] as [number, number]];
  });
}

/**
 * Three weeks of travel: a week's SIM that ended, one that was abandoned early, Wi-Fi in the evenings, and the plan of
 * the design drawings: 12 GB from early Thursday, 3 GB added on the second evening, now Sunday afternoon.
 */
export function traveller(now: number): Story {
  const random = createRandom(7);
  const today = midnight(now);
  const thursday = today - 3 * DAY;
  const topUp = { from: iso(thursday + 42 * HOUR), until: iso(thursday + 7 * DAY) };
  const plans = [
    plan('sg7', 'Singapore 7-day', today - 21 * DAY, { validity: days(7), allowances: [main(10 * GB)] }),
    plan('tw10', 'Taiwan 10-day', today - 13 * DAY, { validity: days(10), allowances: [main(20 * GB)] }),
    plan('hk7', 'Hong Kong 7-day', thursday, {
      validity: days(7),
      allowances: [main(12 * GB), { ...main(3 * GB), id: 'extra', label: '+3 GB', ...topUp }],
    }),
  ];
  const story: Story = {
    now,
    plans,
    active: 'hk7',
    countingSince: today - 21 * DAY,
    habits: HABITS,
    days: [],
    readings: [readingOf('hk7', thursday + 69.5 * HOUR, 10.24 * GB)],
    alerts: [alertOf(plans[2]!, thursday + 67.6 * HOUR)],
  };
  for (let day = 0; day < 18; day++) {
    const owner = day < 7 ? 'plan:sg7' : day < 8 ? 'unmetered' : 'plan:tw10';
    const start = today - (21 - day) * DAY;
    story.days.push({ owner, start, hours: WAKING, bytes: randomDay(random, day, 0.7) });
    if (day % 3 === 0)
      story.days.push({ owner: 'unmetered', start, hours: EVENING, bytes: randomDay(random, day + 1, 2) });
  }
  for (let day = 0; day < 4; day++) {
    const start = thursday + day * DAY;
    story.days.push({ owner: 'plan:hk7', start, hours: WAKING, bytes: drawnDay(day) });
  }
  return story;
}

/** A reading from the carrier's app: what is left. */
function readingOf(plan: string, at: number, remaining: number): ReadingRecord {
  const reading = { asOf: iso(at), remaining, unit: null, scope: 'general', source: 'app' } as const;
  return { id: `${plan}-${at}`, plan, reading, addedAt: at, removedAt: null };
}

/** The alert that 80 % of that day's share is used. */
function alertOf({ id, name, unit, timeZone }: Plan, at: number): AlertRecord {
  const rest = { plan: id, planName: name, unit, timeZone, remaining: 9.9 * GB, runsOutAt: null, isShown: 1 } as const;
  return { kind: 'today', percent: 80, id: `${id}-today`, at: iso(at), until: iso(midnight(at) + DAY), ...rest };
}

const EVENING = WAKING.map((_, hour) => (hour >= 21 ? 1 : 0));

/** Three years at home: 20 GB a month from the first on, heavier weekends, holidays, and a little more each year. */
export function resident(now: number): Story {
  const random = createRandom(11);
  const today = midnight(now);
  const start = today - 3 * 365 * DAY;
  const home = plan('home', 'Home 20 GB', start, {
    validity: { kind: 'months', billingDay: 1 },
    allowances: [main(20 * GB, { every: 'month', day: 1 })],
  });
  const story: Story = { now, plans: [home], active: 'home', countingSince: start, habits: HABITS, days: [] };
  for (let at = start, day = 0; at <= today; at += DAY, day++) {
    if (day % 120 > 112) continue;
    const weekend = [0, 6].includes(new Date(at + HONG_KONG).getUTCDay()) ? 1.6 : 1;
    const growth = 0.16 + 0.12 * (day / 1095);
    story.days.push({ owner: 'plan:home', start: at, hours: WAKING, bytes: randomDay(random, day, growth * weekend) });
  }
  return story;
}
