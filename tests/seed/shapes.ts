import type { Allowance, Plan } from '../../src/core/contract.ts';
import { drawnDay, HABITS, WAKING, type Story } from './story.ts';

const DAY = 86_400_000;
const GB = 1e9;
const HONG_KONG = 8 * 3_600_000;

type Shape = {
  id: string;
  name: string;
  /** How many days before today it began; negative: days ahead. */
  ago: number;
  validity: Plan['validity'];
  allowances: Partial<Allowance>[];
  /** Each day's use since then, as a multiple of that day in the design drawings. */
  factors: number[];
};

const week = { kind: 'days', days: 7, clock: 'calendar' } as const;
const slow = (kbps: number) => ({ after: { kind: 'throttle', kbps } as const });
const daily = { resets: { every: 'day', at: '00:00' } } as const;
const monthly = (day: number) => ({ resets: { every: 'month', day } }) as const;

/** A plan of each kind that is sold and each state that it can be in, as of Sunday the 22nd. */
const SHAPES: Shape[] = [
  { id: 'short', ago: 4, factors: [1, 1, 1.2, 2.3, 1], ...sevenDays('Hong Kong 7-day', 15) },
  { id: 'out', ago: 5, factors: [1, 1, 1, 2.2, 1.5, 3], ...sevenDays('Kowloon 7-day', 15) },
  { id: 'throttled', ago: 6, factors: [1, 1, 1, 2.5, 1.6, 2.6, 0.9], ...sevenDays('Lantau 7-day', 15) },
  { id: 'expired', ago: 9, factors: [1, 1, 1, 2.2, 1, 1, 0.9], ...sevenDays('Lamma 7-day', 15) },
  { id: 'waiting', ago: -2, factors: [], ...sevenDays('Macau 7-day', 10) },
  { id: 'untouched', ago: 0, factors: [], ...sevenDays('Seoul 7-day', 10) },
  {
    id: 'daily',
    name: 'Travel eSIM 3 GB a day',
    ago: 2,
    factors: [1.4, 1.9, 1],
    validity: { kind: 'days', days: 5, clock: 'calendar' },
    allowances: [{ bytes: 3 * GB, ...daily, ...slow(256) }],
  },
  {
    id: 'daily-slow',
    name: 'Travel eSIM 2 GB a day',
    ago: 3,
    factors: [1, 1.2, 1, 2],
    validity: { kind: 'days', days: 8, clock: 'calendar' },
    allowances: [{ bytes: 2 * GB, ...daily, ...slow(384) }],
  },
  {
    id: 'month',
    name: 'Home 45 GB',
    ago: 21,
    factors: Array.from({ length: 22 }, () => 0.7),
    validity: { kind: 'months', billingDay: 1 },
    allowances: [
      { bytes: 45 * GB, ...monthly(1), after: { kind: 'charge', perMB: 1.5, currency: 'HKD', dailyCap: 68 } },
    ],
  },
  {
    id: 'packs',
    name: '月費計劃 30 GB',
    ago: 17,
    factors: Array.from({ length: 18 }, () => 0.7),
    validity: { kind: 'months', billingDay: 5 },
    allowances: [
      { bytes: 30 * GB, label: 'Local', ...monthly(5), ...slow(1000) },
      { id: 'video', bytes: 15 * GB, label: 'Video pack', sites: ['youtube.com'], ...monthly(5) },
      { id: 'night', bytes: 20 * GB, label: 'Night', hours: { from: '23:00', to: '07:00' }, ...monthly(5) },
      { id: 'free', bytes: null, label: 'Social', sites: ['instagram.com'], free: true },
    ],
  },
  {
    id: 'open',
    name: 'Stored value 20 GB',
    ago: 12,
    factors: Array.from({ length: 13 }, () => 0.6),
    validity: { kind: 'open' },
    allowances: [{ bytes: 20 * GB, after: { kind: 'cut' } }],
  },
  {
    id: 'unlimited',
    name: 'Home fibre SIM',
    ago: 21,
    factors: Array.from({ length: 22 }, () => 0.9),
    validity: { kind: 'months', billingDay: 1 },
    allowances: [{ bytes: null, ...monthly(1) }],
  },
  {
    id: 'charged',
    name: 'Roaming 5 GB',
    ago: 3,
    factors: [1, 1, 1, 0.4],
    validity: week,
    allowances: [{ bytes: 5 * GB, after: { kind: 'charge', perMB: 0.1, currency: 'HKD', dailyCap: 68 } }],
  },
  {
    id: 'cut',
    name: 'Prepaid 5 GB',
    ago: 3,
    factors: [1, 1, 0.9, 0.1],
    validity: week,
    allowances: [{ bytes: 5 * GB, after: { kind: 'cut' } }],
  },
];

function sevenDays(name: string, bytes: number): Pick<Shape, 'name' | 'validity' | 'allowances'> {
  return { name, validity: week, allowances: [{ bytes: bytes * GB }] };
}

/** A story with all of them and their use: a popup can be shown in any state by activating that plan. */
export function shapes(now: number): Story {
  const today = Math.floor((now + HONG_KONG) / DAY) * DAY - HONG_KONG;
  const plans = SHAPES.map(({ id, name, ago, validity, allowances }) => ({
    id,
    name,
    timeZone: 'Asia/Hong_Kong',
    unit: 1000 as const,
    activatedAt: new Date(today - ago * DAY).toISOString(),
    addedAt: today - Math.max(ago, 0) * DAY,
    validity,
    allowances: allowances.map((one): Allowance => ({
      id: 'main',
      label: 'Data',
      bytes: null,
      resets: { every: 'never' },
      ...slow(128),
      ...one,
    })),
  }));
  const days = SHAPES.flatMap(({ id, ago, factors }) =>
    factors.map((factor, day) => ({
      owner: `plan:${id}`,
      start: today - (ago - day) * DAY,
      hours: WAKING,
      bytes: drawnDay(day).map(([place, bytes]): [number, number] => [place, Math.round(bytes * factor)]),
    })),
  );
  const countingSince = today - 22 * DAY;
  return { now, plans, active: 'short', countingSince, habits: HABITS, days };
}
