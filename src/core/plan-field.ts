import { Temporal } from 'temporal-polyfill';
import * as v from 'valibot';
import { epochMs } from './epoch-ms.ts';
import { PROBLEMS } from './field-issue.ts';
import { siteOf } from './site.ts';

/** Fields that plans are made of. A message completes the sentence that begins with the field's name. */

export const text = (longest: number) =>
  v.pipe(
    v.string('must be text'),
    v.trim(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(longest, `must not be longer than ${longest} characters`),
  );

/**
 * Characters that reverse the direction of the text around them, and invisible ones; joiners that emoji and some
 * scripts need are kept.
 */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text that is shown among other text, in notifications too: it is one line, and its direction ends with it. */
export const shownText = (longest: number) =>
  v.pipe(
    v.string('must be text'),
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    v.transform((value) => value.replace(UNSEEN, '').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')),
    text(longest),
  );

/** A finite number from `least` to `most`. */
export const number = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.finite('must be finite'),
    v.minValue(least, least === 0 ? 'must not be negative' : `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );

/** The same, and a whole one. */
export const integer = (least: number, most: number) =>
  v.pipe(number(least, most), v.integer('must be a whole number'));

/** ISO 8601 with an offset; kept as it was written, unless only Temporal reads it so (`20260301T100000Z`, `+08`). */
export const instant = v.pipe(
  v.string('must be text'),
  v.maxLength(40, 'must be an ISO 8601 instant with an offset'),
  v.check((value) => !Number.isNaN(epochMs(value)), 'must be an ISO 8601 instant with an offset'),
  v.check((value) => epochMs(value) >= EARLIEST_MS, 'must not lie before the year 2000'),
  v.check((value) => epochMs(value) < LATEST_MS, 'must lie before the year 2100'),
  v.transform((value) => (Number.isNaN(Date.parse(value)) ? new Date(epochMs(value)).toISOString() : value)),
);

const EARLIEST_MS = epochMs('2000-01-01T00:00:00Z');
const LATEST_MS = epochMs('2100-01-01T00:00:00Z');

/** A wall-clock time `HH:MM`. */
export const clockTime = v.pipe(
  v.string('must be a time HH:MM'),
  v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time HH:MM from 00:00 to 23:59'),
);

/** Two times of day. Equal ones could mean always or never, and are refused. */
export const clockRange = v.pipe(
  v.object({ from: clockTime, to: clockTime }, 'must be an object with from and to'),
  v.check(({ from, to }) => from !== to, 'must not begin and end at the same time'),
);

/** ISO 4217, by its shape alone. */
export const currency = v.pipe(
  v.string('must be text'),
  v.regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters (ISO 4217)'),
);

/** A name of the tz database; a bare offset says nothing of the days on which clocks change. */
export const timeZone = v.pipe(
  v.string('must be text'),
  v.maxLength(80, 'must be an IANA time zone'),
  v.check(isTimeZone, 'must be an IANA time zone'),
);

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** A site or an address on it; becomes the site. */
export const site = v.pipe(
  v.string('must be text'),
  v.maxLength(2000, PROBLEMS.site),
  v.transform((value) => siteOf(value.trim()) || siteOf(withScheme(value.trim()))),
  v.check((value) => value !== '', PROBLEMS.site),
);

const withScheme = (value: string): string =>
  /^(?:[^\s/:@?#]+|\[[\da-f:.]+\])(?::\d+)?(?:[/?#]|$)/i.test(value) ? `https://${value}` : '';
