import * as v from 'valibot';
import { epochMs } from './epoch-ms.ts';
import {
  clockRange,
  clockTime,
  currency,
  instant,
  integer,
  number,
  shownText,
  site,
  text,
  timeZone,
} from './plan-field.ts';

/** Ten years: longer than anything sold, short enough to walk through. */
export const MOST_DAYS = 3660;

/** A petabyte: no plan holds more, and sums of them stay whole numbers. */
const MOST_BYTES = 1e15;

const MOST_MONEY = 1e9;

const resets = v.variant(
  'every',
  [
    v.object({ every: v.literal('never') }),
    v.object({ every: v.literal('day'), at: clockTime, timeZone: v.optional(timeZone) }),
    v.object({ every: v.literal('24h') }),
    v.object({ every: v.literal('days'), days: integer(1, MOST_DAYS) }),
    v.object({ every: v.literal('month'), day: integer(1, 31) }),
  ],
  'must be one of never, day, 24h, days, month',
);

const after = v.variant(
  'kind',
  [
    v.object({ kind: v.literal('throttle'), kbps: number(1, 1e7) }),
    v.object({
      kind: v.literal('charge'),
      perMB: number(0, MOST_MONEY),
      currency,
      dailyCap: v.optional(number(0, MOST_MONEY)),
    }),
    v.object({ kind: v.literal('cut') }),
  ],
  'must be one of throttle, charge, cut',
);

const sites = v.pipe(
  v.array(site, 'must be a list of sites'),
  v.minLength(1, 'must name a site, or be left out'),
  v.maxLength(500, 'must not name more than 500 sites'),
  v.transform((names) => [...new Set(names)]),
);

/** One quota of a plan: see `Allowance`. Sites become registrable domains; keys it does not know are dropped. */
export const allowanceSchema = v.pipe(
  v.object(
    {
      id: text(100),
      label: shownText(80),
      bytes: v.nullable(integer(0, MOST_BYTES)),
      resets,
      sites: v.optional(sites),
      hours: v.optional(clockRange),
      from: v.optional(instant),
      until: v.optional(instant),
      rollover: v.optional(v.literal('once', 'must be "once", or left out')),
      free: v.optional(v.literal(true, 'must be true, or left out')),
      after,
      order: v.optional(number(-1e6, 1e6)),
    },
    'must be an object',
  ),
  v.forward(
    v.check(
      ({ from, until }) => from === undefined || until === undefined || epochMs(from) < epochMs(until),
      'must lie after from',
    ),
    ['until'],
  ),
);
