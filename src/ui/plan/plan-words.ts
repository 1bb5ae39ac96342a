import type { After, Allowance, Plan } from '../../core/contract.ts';
import { DAY_MS } from '../../core/duration.ts';
import { amountWords } from '../format/amount-words.ts';
import { numberText } from '../format/number-text.ts';
import { NBSP } from '../format/percent-text.ts';
import { speedText } from '../format/speed-text.ts';
import { instantOf, wallClock } from '../format/wall-clock.ts';
import { endingAt } from '../format/when-text.ts';
import { zoneWords } from '../format/zone-words.ts';
import { planWording } from '../wording/plan-wording.ts';
import type { Voice } from '../wording/voice.ts';

/** A plan in words, in one line: `7 GB until Saturday 7 March, 24:00 Hong Kong time; then nothing more`. */
export function planWords(plan: Plan, voice: Voice): string {
  return planLines(plan, voice).join(voice.language === 'en' ? ', ' : '；');
}

/** A plan in words, a line for each allowance; the first also says how long the plan lasts. */
export function planLines(plan: Plan, voice: Voice): string[] {
  const words = planWording(voice);
  const [main, ...others] = plan.allowances;
  if (main === undefined) return [];
  const mainAfter = main.bytes === null ? null : afterWords(main.after, voice);
  const first = spanWords(plan, main, allowanceWords(main, plan, voice), voice);
  return [
    words.sentence(mainAfter === null ? first : words.then(first, mainAfter)),
    ...others.map((one) => {
      const line = words.also(allowanceWords(one, plan, voice));
      const after = one.bytes === null || one.free ? null : afterWords(one.after, voice);
      return after === null || after === mainAfter ? line : words.then(line, after);
    }),
  ];
}

function allowanceWords(allowance: Allowance, plan: Plan, voice: Voice): string {
  const words = planWording(voice);
  const { bytes, sites, hours, from, until } = allowance;
  const amount = bytes === null ? words.unlimited : bytes === 0 ? words.nothing : amountWords(bytes, plan.unit, voice);
  let line = bytes === null || bytes === 0 ? amount : quotaWords(allowance, amount, plan, voice);
  if (sites !== undefined) line = words.forSites(line, sites.slice(0, 3).join(', ') + (sites.length > 3 ? ' …' : ''));
  if (hours !== undefined) line = words.inHours(line, hours.from, hours.to);
  if (allowance.free) line = words.free(line);
  if (allowance.rollover) line = words.rolls(line);
  const date = (instant: string) => dateWords(Date.parse(instant), plan.timeZone, voice);
  if (from !== undefined && until === undefined) return words.begins(line, date(from));
  return until === undefined ? line : words.ends(line, date(until));
}

function quotaWords({ resets }: Allowance, amount: string, plan: Plan, voice: Voice): string {
  const { quota } = planWording(voice);
  switch (resets.every) {
    case 'never':
      return quota.never(amount);
    case '24h':
      return quota['24h'](amount);
    case 'day':
      return quota.day(amount, resets.at);
    case 'days':
      return quota.days(amount, resets.days);
    case 'month': {
      const own = plan.validity.kind === 'months' ? plan.validity.billingDay : null;
      return quota.month(amount, own === resets.day ? null : resets.day);
    }
  }
}

function spanWords(plan: Plan, main: Allowance, line: string, voice: Voice): string {
  const words = planWording(voice);
  const start = Date.parse(plan.activatedAt);
  if (plan.validity.kind === 'months') {
    return words.renews(line, plan.validity.billingDay, zoneWords(plan.timeZone, start, voice.language));
  }
  const end = planEnd(plan);
  if (end !== null) return words.until(line, endText(end, plan.timeZone, voice));
  if (main.bytes === null) return words.countedFrom(line, voice.words.dateLong(wallClock(start, plan.timeZone)));
  return main.until === undefined ? words.noEnd(line) : line;
}

function afterWords(after: After, voice: Voice): string {
  const words = planWording(voice);
  if (after.kind === 'cut') return words.afterCut;
  if (after.kind === 'throttle') return words.afterSpeed(speedText(after.kbps, voice.language));
  const money = (amount: number) => after.currency + NBSP + numberText(amount, 2, voice.language);
  const { perMB, dailyCap } = after;
  return dailyCap === undefined ? words.afterCharge(money(perMB)) : words.afterCapped(money(perMB), money(dailyCap));
}

/** When a plan ends by its days, epoch ms; `null`: it has no such end. */
function planEnd({ validity, activatedAt, timeZone }: Plan): number | null {
  if (validity.kind !== 'days') return null;
  const start = Date.parse(activatedAt);
  if (validity.clock === 'hours') return start + validity.days * DAY_MS;
  const { year, month, day } = wallClock(start, timeZone);
  return instantOf({ year, month, day: day + validity.days, hour: 0, minute: 0 }, timeZone);
}

function endText(end: number, timeZone: string, voice: Voice): string {
  const { day, time } = endingAt(end, timeZone);
  return planWording(voice).endWithZone(voice.words.dateLong(day), time, zoneWords(timeZone, end, voice.language));
}

function dateWords(instant: number, timeZone: string, { words }: Voice): string {
  const { day, time } = endingAt(instant, timeZone);
  return words.dateTime(day, time);
}

/** The default name of a plan. */
export function draftName(
  draft: {
    validity: Plan['validity']['kind'];
    days: string;
    allowances: { isLimited: boolean; amount: string; amountUnit: string; resets: string; after: string }[];
  },
  voice: Voice,
): string {
  const { named } = voice.words.form;
  const main = draft.allowances[0];
  if (main === undefined || !main.isLimited) return named.open();
  if (Number(main.amount) === 0 && main.after === 'charge') return planWording(voice).presets['perMb']?.[0] ?? '';
  const amount = main.amount.trim() + NBSP + main.amountUnit;
  if (main.resets === 'day' || main.resets === '24h') return named.daily(amount);
  if (draft.validity === 'months') return named.monthly(amount);
  return draft.validity === 'days' ? named.total(amount, draft.days.trim()) : amount;
}
