import * as v from 'valibot';
import { epochMs } from './epoch-ms.ts';
import { integer, number } from './plan-field.ts';
import { PRIVATE_SITE } from './report.ts';
import { hostOf } from './site.ts';
import { LONGEST_SLOT_MS } from './slot.ts';

const LATEST_MS = epochMs('2100-01-01T00:00:00Z');

/** Also before the year 2000: a device whose clock had lost the time counts too. */
const instant = v.pipe(
  v.string('must be text'),
  v.maxLength(40, 'must be an ISO 8601 instant with an offset'),
  v.check((value) => !Number.isNaN(epochMs(value)), 'must be an ISO 8601 instant with an offset'),
  v.check((value) => epochMs(value) >= 0, 'must not lie before the year 1970'),
  v.check((value) => epochMs(value) < LATEST_MS, 'must lie before the year 2100'),
);

/** A petabyte, as for plans; the ledger keeps whole bytes. */
const bytes = v.pipe(number(0, 1e15), v.transform(Math.round));

/** Names that were found good: an archive has few of them, many times. */
const good = new Set<string>(['']);
const GOOD_KEPT = 10_000;

/** Whether a name is one that an address can have; `''` stands for none. */
function isHostName(name: string): boolean {
  if (good.has(name)) return true;
  if (hostOf(`https://${name}/`) !== name) return false;
  if (good.size >= GOOD_KEPT) good.clear();
  good.add(name);
  return true;
}

/** The longest name of the DNS, and brackets. */
const name = v.pipe(v.string('must be text'), v.maxLength(255, 'must not be longer than 255 characters'));

/** A row of an archive's usage. Unknown keys are dropped. */
export const archivedUsageSchema = v.pipe(
  v.object(
    {
      from: instant,
      to: instant,
      plan: v.nullable(v.pipe(v.string('must be text or null'), v.maxLength(100, 'must not be longer than 100'))),
      site: v.pipe(
        name,
        v.check((value) => value === PRIVATE_SITE || isHostName(value), 'must be a site like youtube.com'),
      ),
      host: v.pipe(name, v.check(isHostName, 'must be a host like www.youtube.com')),
      kind: v.pipe(
        v.string('must be text'),
        v.regex(/^[a-z][a-z-]{0,39}$/, 'must be a kind like image, in small letters'),
      ),
      down: bytes,
      up: bytes,
      low: bytes,
      high: bytes,
      measured: number(0, 1),
      requests: integer(0, 1e9),
    },
    'must be an object',
  ),
  v.forward(
    v.check(({ from, to }) => epochMs(from) < epochMs(to), 'must lie after from'),
    ['to'],
  ),
  v.forward(
    v.check(({ from, to }) => epochMs(to) - epochMs(from) <= LONGEST_SLOT_MS, 'must not lie more than 25 h after from'),
    ['to'],
  ),
  v.forward(
    v.check(({ low, high }) => low <= high, 'must not be less than low'),
    ['high'],
  ),
  v.forward(
    v.check(({ site, host }) => site !== PRIVATE_SITE || host === '', 'must be empty for private windows'),
    ['host'],
  ),
);
