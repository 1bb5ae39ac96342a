import fc from 'fast-check';
import type { Allowance, Plan, Usage } from '../../src/core/contract.ts';

/** Zones with difficult properties: changes at midnight, half hours, a skipped day, Ramadan, none at all. */
export const ZONES = [
  'Asia/Hong_Kong',
  'UTC',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Havana',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];

export const DAY = 86_400_000;
export const iso = (ms: number): string => new Date(ms).toISOString();

const FROM = Date.parse('2024-01-01T00:00:00Z');

const zone = fc.constantFrom(...ZONES);
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
/** An instant of 2024 or 2025, on a whole minute. */
export const instantMs = fc.integer({ min: 0, max: 730 * 1440 }).map((minute) => FROM + minute * 60_000);

const resets: fc.Arbitrary<Allowance['resets']> = fc.oneof(
  fc.constant({ every: 'never' as const }),
  fc.record({ every: fc.constant('day' as const), at: clock }),
  fc.record({ every: fc.constant('day' as const), at: clock, timeZone: zone }),
  fc.constant({ every: '24h' as const }),
  fc.record({ every: fc.constant('days' as const), days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ every: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }) }),
);

const after: fc.Arbitrary<Allowance['after']> = fc.constantFrom(
  { kind: 'cut' as const },
  { kind: 'throttle' as const, kbps: 128 },
  { kind: 'charge' as const, perMB: 1, currency: 'HKD', dailyCap: 68 },
);

const SITES = ['video.example', 'chat.example', 'news.example', ''];

/** An allowance that lasts within `days` of `startMs`, or as long as the plan. */
export const allowance = (startMs: number): fc.Arbitrary<Allowance> =>
  fc
    .record({
      bytes: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 5_000_000 }) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      resets,
      sites: fc.option(fc.uniqueArray(fc.constantFrom(...SITES.slice(0, 3)), { minLength: 1 }), { nil: undefined }),
      hours: fc.option(
        fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to),
        { nil: undefined, freq: 3 },
      ),
      life: fc.option(fc.tuple(fc.integer({ min: 0, max: 20 * 1440 }), fc.integer({ min: 1, max: 20 * 1440 })), {
        nil: undefined,
        freq: 2,
      }),
      rollover: fc.constantFrom('once' as const, undefined),
      free: fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant(true as const) },
      ),
      after,
      order: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 2 }),
    })
    .map(({ life, ...rest }) => ({
      id: '',
      label: 'allowance',
      ...rest,
      from: life && iso(startMs + life[0] * 60_000),
      until: life && iso(startMs + (life[0] + life[1]) * 60_000),
    }));

export const plan: fc.Arbitrary<Plan> = instantMs.chain((startMs) =>
  fc
    .record({
      timeZone: zone,
      unit: fc.constantFrom(1000 as const, 1024 as const),
      validity: fc.oneof(
        fc.record({
          kind: fc.constant('days' as const),
          days: fc.integer({ min: 1, max: 60 }),
          clock: fc.constantFrom('calendar' as const, 'hours' as const),
        }),
        fc.record({ kind: fc.constant('months' as const), billingDay: fc.integer({ min: 1, max: 31 }) }),
        fc.constant({ kind: 'open' as const }),
      ),
      allowances: fc.array(allowance(startMs), { minLength: 1, maxLength: 5 }),
    })
    .map((rest) => ({
      id: 'plan',
      name: 'Plan',
      activatedAt: iso(startMs),
      ...rest,
      allowances: rest.allowances.map((one, index) => ({ ...one, id: `a${index}` })),
    })),
);

/**
 * Rows from a day before activation on; each has a whole number of bytes per minute, so that minutes divide it exactly.
 */
export const usageOf = ({ activatedAt }: Plan): fc.Arbitrary<Usage[]> =>
  fc.array(
    fc
      .record({
        start: fc.integer({ min: -1440, max: 40 * 1440 }),
        minutes: fc.integer({ min: 1, max: 3 * 1440 }),
        perMinute: fc.integer({ min: 1, max: 2000 }),
        site: fc.constantFrom(...SITES),
      })
      .map(({ start, minutes, perMinute, site }) => ({
        from: iso(Date.parse(activatedAt) + start * 60_000),
        to: iso(Date.parse(activatedAt) + (start + minutes) * 60_000),
        site,
        bytes: minutes * perMinute,
      })),
    { maxLength: 12 },
  );

/** A plan with usage, and an instant up to 50 days after its activation. */
export const story = plan.chain((one) =>
  fc.record({
    plan: fc.constant(one),
    usage: usageOf(one),
    nowMs: fc.integer({ min: 1, max: 50 * 1440 }).map((minute) => Date.parse(one.activatedAt) + minute * 60_000),
  }),
);
