import { bankShares } from '../../core/bank-shares.ts';
import type { PlanStatus } from '../../core/contract.ts';
import { DAY_MS, HOUR_MS } from '../../core/duration.ts';
import { paceOf } from '../../core/pace.ts';
import { bytesPer, pickUnit } from '../format/data-unit.ts';
import { dataText, dataWords } from '../format/data-text.ts';
import { durationText } from '../format/duration-text.ts';
import { partOfDayWords } from '../format/part-of-day.ts';
import { calendarDays, wallClock } from '../format/wall-clock.ts';
import type { Voice } from '../wording/voice.ts';

/** The verdict of an active plan: whether data lasts, and how much a day may cost. */
export function forecastVerdict(status: PlanStatus, voice: Voice): [heading: string, detail: string] {
  const { words } = voice;
  const shares = bankShares(status);
  const base = status.plan.unit;
  if (status.used === 0 && status.forecast.atEnd === null && status.forecast.runsOutAt === null)
    return [words.nothingUsed, words.nothingUsedSub];
  const perDay = dataWords(status.forecast.perDay, { base }, voice);
  if (shares.total === null) return [words.noLimit, status.forecast.perDay > 0 ? words.noLimitSub(perDay) : ''];
  if (shares.to === null) return openVerdict(status, voice, perDay);
  const { runsOutAt, atEnd } = status.forecast;
  const end = Date.parse(shares.to);
  if (runsOutAt !== null && Date.parse(runsOutAt.p50) < end) return runsOutVerdict(status, runsOutAt, end, voice);
  if (atEnd === null) return [words.tooEarly, words.tooEarlySub];
  return lastsVerdict(status, shares.total, atEnd, end, voice, perDay);
}

/** Days beyond which no end is named: a date would be given without its year. */
const YEAR = 365;

function openVerdict(status: PlanStatus, voice: Voice, perDay: string): [string, string] {
  const { words } = voice;
  const { remaining, forecast, at, plan } = status;
  if (remaining === null || forecast.perDay <= 0) return [words.tooEarly, words.tooEarlySub];
  const days = remaining / forecast.perDay;
  if (days > YEAR) return [words.openLastsLong, words.openSub(perDay)];
  const now = Date.parse(at);
  const when = partOfDayWords(now + days * DAY_MS, now, plan.timeZone, voice);
  return [words.openLasts(when), words.openSub(perDay)];
}

function lastsVerdict(
  status: PlanStatus,
  total: number,
  atEnd: { p10: number; p50: number; p90: number },
  end: number,
  voice: Voice,
  perDay: string,
): [string, string] {
  const { words, language } = voice;
  const base = status.plan.unit;
  const spare = (used: number) => Math.max(0, total - used);
  const unit = pickUnit(spare(atEnd.p50), base);
  // A forecast is no more precise than a tenth of a GB.
  const decimals = unit === 'GB' ? 1 : 0;
  const worthIt = spare(atEnd.p50) / bytesPer(unit, base) >= 10 ** -decimals && unit !== 'kB';
  if (paceOf(status, true) !== 'spare' || !worthIt) return [words.even, words.evenSub(perDay)];
  const amount = dataWords(spare(atEnd.p50), { base, unit, decimals }, voice);
  const [low, high] = [atEnd.p90, atEnd.p10].map((used) => dataText(spare(used), { base, unit, decimals }, language));
  return [words.spare, words.spareSub(amount, endDay(status, end, voice), low?.number ?? '', high?.number ?? '')];
}

function endDay({ at, plan }: PlanStatus, end: number, { words }: Voice): string {
  const day = wallClock(end - 1, plan.timeZone);
  const days = calendarDays(Date.parse(at), end - 1, plan.timeZone);
  if (days === 0) return words.spareTonight;
  return words.spareOn(day, days <= 6);
}

function runsOutVerdict(
  status: PlanStatus,
  runsOutAt: { p10: string; p50: string; p90: string | null },
  end: number,
  voice: Voice,
): [string, string] {
  const { words } = voice;
  const now = Date.parse(status.at);
  const { timeZone } = status.plan;
  const middle = Date.parse(runsOutAt.p50);
  const urgent = paceOf(status, true) === 'out';
  const heading = words.runsOut(partOfDayWords(middle, now, timeZone, voice), urgent);
  const range = rangeWords(runsOutAt, timeZone, voice);
  if (urgent) return [heading, words.tooSoon(range, durationText(wholeHours(end - middle), voice))];
  const lasting = ((status.remaining ?? 0) / (end - now)) * DAY_MS;
  // On the last day, advice on how much to use a day makes no sense.
  if (end - now < DAY_MS) return [heading, words.stop(range)];
  return [heading, words.wouldLast(range, dataWords(lasting, { base: status.plan.unit }, voice))];
}

/** `Most likely 07:00–11:00`, with days where it spans more than one; to the hour. */
function rangeWords({ p10, p90 }: { p10: string; p90: string | null }, timeZone: string, { words }: Voice): string {
  const [from, to] = [p10, p90].map((at) => (at === null ? null : wallClock(nearestHour(at), timeZone)));
  if (!from) return '';
  const dayAndHour = (at: typeof from) => words.weekdayTime(at.weekday, words.hour(at.hour));
  if (!to || p90 === null) return words.notBefore(dayAndHour(from));
  const days = calendarDays(nearestHour(p10), nearestHour(p90), timeZone);
  if (days === 0) return words.mostLikely(words.hour(from.hour), words.hour(to.hour));
  return days <= 6
    ? words.mostLikelyDays(dayAndHour(from), dayAndHour(to))
    : words.mostLikelyDays(words.axisDate(from), words.axisDate(to));
}

function nearestHour(instant: string): number {
  return Math.round(Date.parse(instant) / HOUR_MS) * HOUR_MS;
}

/** Rounds to whole hours, as a forecast is no more precise; below one hour it is kept. */
function wholeHours(ms: number): number {
  return ms < HOUR_MS ? ms : Math.round(ms / HOUR_MS) * HOUR_MS;
}
