import type { Allowance, Plan, PlanStatus } from '../../src/core/contract.ts';
import type { PopupSite, PopupView, TabUse } from '../../src/core/popup-view.ts';

const GB = 1e9;
const MB = 1e6;

/** An instant by hours since the plan's first midnight in Hong Kong, Thursday 19 November 2026. */
export const at = (hours: number): string =>
  new Date(Date.parse('2026-11-18T16:00:00Z') + hours * 3_600_000).toISOString();

export const allowance: Allowance = {
  id: 'main',
  label: '15 GB',
  bytes: 15 * GB,
  resets: { every: 'never' },
  after: { kind: 'throttle', kbps: 128 },
};

export const plan: Plan = {
  id: 'hk7',
  name: 'Hong Kong 7-day',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: at(0),
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [allowance],
};

type Names = Record<'en' | 'zh-CN' | 'zh-HK', string>;
export const PLAN_NAMES: Names = { en: 'Hong Kong 7-day', 'zh-CN': '香港7天卡', 'zh-HK': '香港7日卡' };

export function status(hours: number, usedGb: number, over: Partial<PlanStatus> = {}): PlanStatus {
  const used = Math.round(usedGb * GB);
  const day = Math.floor(hours / 24);
  return {
    at: at(hours),
    plan,
    state: 'active',
    startsAt: at(0),
    endsAt: at(168),
    used,
    remaining: 15 * GB - used,
    allowances: [{ id: 'main', used, remaining: 15 * GB - used, periodStart: at(0), periodEnd: at(168) }],
    today: { start: at(day * 24), end: at(day * 24 + 24), used: 0, share: null },
    forecast: { method: 'pace', perDay: 1.83 * GB, atEnd: null, runsOutAt: null },
    outside: null,
    ...over,
  };
}

function sites(rows: [string, number, number[]][], unit: number): PopupSite[] {
  return rows.map(([site, amount, days]) => {
    const bytes = Math.round(amount * unit);
    return { site, bytes, low: bytes * 0.99, high: bytes * 1.01, days: days.map((day) => day * GB), held: false };
  });
}

const CURVE = [2, 3, 3, 9, 11, 6, 4, 3, 2, 2, 5, 12, 13, 8, 6, 5, 4, 3, 3, 7, 10, 6, 4, 5, 8, 12, 11, 9, 8, 8];

/** Sixty seconds that sum to `megabytes` MB, in the shape of the design drawing. */
export function perSecond(megabytes: number): number[] {
  const whole = CURVE.reduce((sum, each) => sum + each, 0) * 2;
  return CURVE.flatMap((each) => [each, each]).map((each) => (each / whole) * megabytes * MB);
}

const SITES: [string, number, number[]][] = [
  ['youtube.com', 2.31, [0.62, 0.38, 0.95, 0.36]],
  ['instagram.com', 1.12, [0.34, 0.22, 0.33, 0.23]],
  ['bilibili.com', 0.86, [0.28, 0.14, 0.31, 0.13]],
  ['google.com', 0.64, [0.21, 0.17, 0.16, 0.1]],
  ['notion.so', 0.41, [0.1, 0.12, 0.09, 0.1]],
];

export function view(over: Partial<PopupView> = {}): PopupView {
  const shown = over.status === undefined ? status(86.33, 6.58) : over.status;
  return {
    at: shown?.at ?? at(86.33),
    metered: true,
    unmeteredSince: null,
    status: shown,
    plans: [{ id: 'hk7', name: plan.name }],
    scope: 'period',
    total: { bytes: 6.58 * GB, low: 6.5 * GB, high: 6.66 * GB },
    sites: sites(SITES, GB),
    siteCount: 33,
    only: false,
    offersLean: false,
    countingSince: at(0),
    afterEnd: 0,
    perSecond: perSecond(11.2),
    trouble: { storage: null, hostAccess: true },
    ...over,
  };
}

const scaled = (factor: number) =>
  sites(
    SITES.map(([site, amount, days]) => [site, amount * factor, days]),
    GB,
  );

const noForecast = { method: 'none', perDay: 1.83 * GB, atEnd: null, runsOutAt: null };
const daily: Allowance = { ...allowance, bytes: 3 * GB, resets: { every: 'day', at: '00:00' } };

const normalStatus = status(86.33, 6.58, {
  today: { start: at(72), end: at(96), used: 1.17 * GB, share: 2.4 * GB },
  forecast: {
    method: 'profile',
    perDay: 1.83 * GB,
    atEnd: { p10: 11.4 * GB, p50: 12.8 * GB, p90: 14.4 * GB },
    runsOutAt: null,
  },
});

const shortStatus = status(114, 11.07, {
  today: { start: at(96), end: at(120), used: 1.92 * GB, share: 1.95 * GB },
  forecast: {
    method: 'profile',
    perDay: 2.33 * GB,
    atEnd: { p10: 15.3 * GB, p50: 16.3 * GB, p90: 18 * GB },
    runsOutAt: { p10: at(145), p50: at(151), p90: at(157) },
  },
});

const outStatus = status(140.17, 14.26, {
  today: { start: at(120), end: at(144), used: 2.8 * GB, share: 1.77 * GB },
  forecast: {
    method: 'profile',
    perDay: 2.4 * GB,
    atEnd: { p10: 16 * GB, p50: 17 * GB, p90: 18 * GB },
    runsOutAt: { p10: at(151), p50: at(153), p90: at(155) },
  },
});

/** One view for each state that the popup can be in; the first seven have the design drawings' figures. */
export const VIEWS = {
  normal: view({ status: normalStatus }),
  short: view({
    status: shortStatus,
    total: { bytes: 11.07 * GB, low: 10.99 * GB, high: 11.15 * GB },
    siteCount: 36,
    sites: sites(
      [
        ['youtube.com', 4.62, [0.62, 0.38, 1.35, 1.27, 1]],
        ['instagram.com', 1.71, [0.34, 0.22, 0.53, 0.32, 0.3]],
        ['bilibili.com', 1.13, [0.28, 0.14, 0.31, 0.25, 0.15]],
        ['google.com', 0.84, [0.21, 0.17, 0.16, 0.18, 0.12]],
        ['notion.so', 0.59, [0.1, 0.12, 0.13, 0.14, 0.1]],
      ],
      GB,
    ),
  }),
  out: view({
    status: outStatus,
    total: { bytes: 14.26 * GB, low: 14.22 * GB, high: 14.3 * GB },
    siteCount: 41,
    sites: scaled(2.1),
    perSecond: perSecond(26.3),
  }),
  throttled: view({
    status: status(155.5, 15, { state: 'throttled', remaining: 0 }),
    siteCount: 43,
    sites: scaled(2.2),
    perSecond: perSecond(0.9),
  }),
  expired: view({
    status: status(168.5, 13.38, { state: 'expired', remaining: 0 }),
    total: { bytes: 13.38 * GB, low: 13.36 * GB, high: 13.4 * GB },
    afterEnd: 24 * MB,
    siteCount: 41,
    sites: scaled(2),
    perSecond: perSecond(0.4),
  }),
  unmetered: view({
    status: normalStatus,
    metered: false,
    unmeteredSince: at(85 + 5 / 60),
    scope: 'unmetered',
    total: { bytes: 412 * MB, low: 400 * MB, high: 424 * MB },
    siteCount: 14,
    sites: sites(
      [
        ['youtube.com', 248, []],
        ['notion.so', 61, []],
        ['google.com', 44, []],
        ['github.com', 22, []],
        ['wikipedia.org', 9, []],
      ],
      MB,
    ),
    perSecond: perSecond(24.8),
  }),
  first: view({
    status: null,
    at: at(86.33),
    plans: [],
    scope: 'all',
    total: { bytes: 38 * MB, low: 37 * MB, high: 39 * MB },
    countingSince: at(86 + 2 / 60),
    siteCount: 3,
    sites: sites(
      [
        ['wikipedia.org', 21, []],
        ['github.com', 11, []],
        ['google.com', 6, []],
      ],
      MB,
    ),
    perSecond: perSecond(2.3),
  }),
  even: view({
    status: {
      ...normalStatus,
      used: 7.6 * GB,
      remaining: 7.4 * GB,
      forecast: { ...normalStatus.forecast, atEnd: { p10: 13 * GB, p50: 14.9 * GB, p90: 16 * GB } },
    },
  }),
  daily: view({
    status: status(86.33, 1.17, {
      plan: { ...plan, allowances: [daily] },
      remaining: 1.83 * GB,
      allowances: [{ id: 'main', used: 1.17 * GB, remaining: 1.83 * GB, periodStart: at(72), periodEnd: at(96) }],
      today: { start: at(72), end: at(96), used: 1.17 * GB, share: 3 * GB },
      forecast: {
        method: 'profile',
        perDay: 2 * GB,
        atEnd: { p10: 1.6 * GB, p50: 2 * GB, p90: 2.4 * GB },
        runsOutAt: null,
      },
    }),
    total: { bytes: 1.17 * GB, low: 1.15 * GB, high: 1.19 * GB },
    sites: scaled(0.2),
  }),
  dailyThrottled: view({
    status: status(90, 3, {
      plan: { ...plan, allowances: [{ ...daily, after: { kind: 'throttle', kbps: 1000 } }] },
      state: 'throttled',
      remaining: 0,
      allowances: [{ id: 'main', used: 3 * GB, remaining: 0, periodStart: at(72), periodEnd: at(96) }],
    }),
  }),
  monthly: view({
    status: status(86.33, 6.58, {
      plan: {
        ...plan,
        name: 'Home',
        validity: { kind: 'months', billingDay: 1 },
        allowances: [{ ...allowance, resets: { every: 'month', day: 1 } }],
      },
      endsAt: null,
      startsAt: '2026-10-31T16:00:00.000Z',
      allowances: [
        {
          id: 'main',
          used: 6.58 * GB,
          remaining: 8.42 * GB,
          periodStart: '2026-10-31T16:00:00.000Z',
          periodEnd: '2026-11-30T16:00:00.000Z',
        },
      ],
      forecast: {
        method: 'profile',
        perDay: 0.31 * GB,
        atEnd: { p10: 8.2 * GB, p50: 9.1 * GB, p90: 10.4 * GB },
        runsOutAt: null,
      },
      today: { start: at(72), end: at(96), used: 0.17 * GB, share: 0.95 * GB },
    }),
  }),
  unlimited: view({
    status: status(86.33, 6.58, {
      plan: { ...plan, validity: { kind: 'open' }, allowances: [{ ...allowance, bytes: null }] },
      endsAt: null,
      remaining: null,
      allowances: [{ id: 'main', used: 6.58 * GB, remaining: null, periodStart: at(0), periodEnd: null }],
    }),
  }),
  open: view({
    status: status(86.33, 6.58, {
      plan: { ...plan, validity: { kind: 'open' } },
      endsAt: null,
      allowances: [{ id: 'main', used: 6.58 * GB, remaining: 8.42 * GB, periodStart: at(0), periodEnd: null }],
    }),
  }),
  notStarted: view({ status: status(-20, 0, { state: 'not-started', startsAt: at(0) }), sites: [], siteCount: 0 }),
  charging: view({
    status: status(155.5, 15, {
      plan: { ...plan, allowances: [{ ...allowance, after: { kind: 'charge', perMB: 1.5, currency: 'HKD' } }] },
      state: 'charging',
      remaining: 0,
      cost: { amount: 12, currency: 'HKD' },
    }),
  }),
  cut: view({
    status: status(155.5, 15, {
      plan: { ...plan, allowances: [{ ...allowance, after: { kind: 'cut' } }] },
      state: 'cut',
      remaining: 0,
    }),
  }),
  tooEarly: view({ status: status(3, 0.1, { forecast: noForecast }), sites: scaled(0.02) }),
  nothing: view({
    status: status(1, 0, { forecast: { ...noForecast, perDay: 0 } }),
    total: { bytes: 0, low: 0, high: 0 },
    sites: [],
    siteCount: 0,
    perSecond: [],
  }),
  storage: view({ status: normalStatus, trouble: { storage: 'QuotaExceededError', hostAccess: true } }),
  noAccess: view({ status: normalStatus, trouble: { storage: null, hostAccess: false } }),
} satisfies Record<string, PopupView>;

export type ViewName = keyof typeof VIEWS;

/** A view with the plan's name in the given language, as its user would have typed it. */
export function named(name: ViewName, language: keyof Names): PopupView {
  const found: PopupView = VIEWS[name];
  if (found.status === null || found.status.plan.name !== plan.name) return found;
  return { ...found, status: { ...found.status, plan: { ...found.status.plan, name: PLAN_NAMES[language] } } };
}

export const TAB: TabUse = { site: 'github.com', bytes: 12.4 * MB };
