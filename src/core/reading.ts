import type { Plan, Reading, Refusal } from './contract.ts';
import { epochMs } from './epoch-ms.ts';
import { isDigit } from './reading/character.ts';
import { claimsOf, type Claims } from './reading/claims.ts';
import type { Claim } from './reading/claim.ts';
import { clausesOf } from './reading/clause.ts';
import { doubtfulNumber } from './reading/doubtful-number.ts';
import { figuresOf } from './reading/figures.ts';
import { fold } from './reading/fold.ts';
import { itemsOf } from './reading/items.ts';
import { refusalOf } from './reading/refusal.ts';
import { whatIsSaid } from './reading/said.ts';
import { settle } from './reading/settle.ts';
import { soleRemainder } from './reading/sole-remainder.ts';
import { timesOf } from './reading/times.ts';
import { tokenize } from './reading/tokenize.ts';
import { unread } from './reading/unread.ts';
import { zoneTime } from './zone-time.ts';

/** Characters; the longest text message has 1,530, an app's whole screen some 3,000. */
const LONGEST_TEXT = 4000;
/**
 * Words, ideographs, numbers and marks; three thousand characters of English are some 900, a long Chinese screen as
 * many.
 */
const MOST_PIECES = 2000;
/** Runs of digits; an app's screen with thirty packs, each with three figures and a date, has some 330. */
const MOST_NUMBERS = 600;
/** An app's screen with every pack of a plan on it has some thirty. */
const MOST_FIGURES = 100;
/** Characters of the message that a reading keeps. */
const KEPT_TEXT = 1000;

/**
 * Reads what a carrier says of the data that is used or left, out of a text message or an app's screen: simplified and
 * traditional Chinese, English, Spanish, Portuguese, French, German, Bulgarian, Italian, Japanese, Korean, Thai,
 * Indonesian, Malay, Swahili. Figures are bytes, and only those that the message names: nothing is derived from the
 * others, but parts that it names without their sum are added up. Offers, prices, minutes and messages are never data.
 *
 * `asOf` is `null` where the message does not say what instant it is true for; a day without a time is true for its end
 * (or for now, while it lasts). `unit` is `null` where the message's own sum proves none; the bytes are then the
 * plan's, or 1000's. `scope` is 'other' where it speaks only of data that general traffic does not draw on: packs for
 * certain apps or hours, roaming.
 *
 * Takes time in proportion to the text; no input makes it slow, and none makes it throw.
 *
 * @param context `now` an ISO 8601 instant, `timeZone` the carrier's, IANA
 * @returns an error that names what is wrong, in English, where the text is no reading
 */
export function parseReading(
  text: string,
  context: { now: string; timeZone: string; plan?: Plan | undefined },
): Reading | Refusal {
  if (text.length > LONGEST_TEXT) return tooLong(text.length);
  if (text.trim() === '') return unread('noText');
  const folded = fold(text);
  // A single character may unfold into a phrase.
  if (folded.length > 2 * LONGEST_TEXT) return tooLong(folded.length);
  const numbers = numberCount(folded);
  if (numbers > MOST_NUMBERS) return unread('tooManyNumbers', String(numbers));
  const nowMs = epochMs(context.now);
  if (Number.isNaN(nowMs)) return { error: `'${context.now}' is not an instant.` };

  const tokens = tokenize(folded, MOST_PIECES + 1);
  if (tokens.length > MOST_PIECES) return unread('tooManyWords', String(MOST_PIECES));
  const doubtful = doubtfulNumber(tokens, context.timeZone);
  if (doubtful !== null) return unread('doubtful', doubtful);
  const items = itemsOf(tokens);
  const figureCount = items.filter(({ kind }) => kind === 'amount' || kind === 'percent').length;
  if (figureCount > MOST_FIGURES) return unread('tooManyAmounts', String(figureCount));
  // Only a date needs the zone, and the first look at a zone's rules takes longer than all the rest.
  const needsZone = items.some(({ kind }) => kind === 'stamp');
  if (needsZone && !isZone(context.timeZone)) return { error: `'${context.timeZone}' is not a time zone.` };
  const said = whatIsSaid(clausesOf(items));
  if (said.items.some((item) => item.kind === 'amount' && item.isNegative)) {
    return unread('negative');
  }
  const times = timesOf(said.items, nowMs, context.timeZone);
  if ('error' in times) return times;
  const all = claimsOf(said.clauses);
  const { claims, unclaimed } = all;
  if (isList(all)) return unread('unclear');
  if (context.plan && !isDaily(context.plan) && isOfADay(claims)) return unread('dayOnly');
  const settled =
    settle(claims, isDaily(context.plan)) ??
    soleRemainder(claims, unclaimed, times) ??
    refusalOf(items, said, claims, unclaimed);
  if ('error' in settled) return settled;
  const figures = figuresOf(settled, context.plan?.unit ?? 1000);
  if ('error' in figures) return figures;
  const untilMs = times.untilMs ?? (figures.scope === 'other' ? times.otherUntilMs : null);
  return {
    asOf: times.asOfMs === null ? null : iso(times.asOfMs),
    ...figures,
    ...(untilMs !== null && { validUntil: iso(untilMs) }),
    source: 'sms',
    text: text.trim().slice(0, KEPT_TEXT),
  };
}

/** 'Balance: A 1 GB, B 2 GB', 'main 1 GB, night 2 GB left': the word that names one says nothing sure of it alone. */
const isList = ({ claims, unclaimed }: Claims): boolean =>
  claims.length > 0 &&
  claims.every(({ isWeak, kind, pool }) => (isWeak || pool.rank === 'other') && kind === 'amount') &&
  unclaimed.some(({ node, pool }) => node.kind === 'amount' && pool.rank !== 'other' && !pool.isAmong);

/** All that it says of general data is a day's. */
function isOfADay(claims: readonly Claim[]): boolean {
  const own = claims.filter(
    (claim) => claim.pool.rank !== 'other' && !(claim.kind === 'amount' && claim.role === 'whole'),
  );
  return own.length > 0 && own.every(({ pool }) => pool.isToday);
}

const tooLong = (length: number) => unread('tooLong', String(length), String(LONGEST_TEXT));

function numberCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (isDigit(text[at]) && !isDigit(text[at - 1])) count++;
  return count;
}

const iso = (ms: number): string => new Date(ms).toISOString();

function isZone(timeZone: string): boolean {
  try {
    zoneTime(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Its general allowance starts anew every day, so that a day's figure is the period's. */
const isDaily = (plan: Plan | undefined): boolean =>
  plan?.allowances.some(
    ({ resets, sites, free, hours }) => !sites && !free && !hours && (resets.every === 'day' || resets.every === '24h'),
  ) ?? false;
