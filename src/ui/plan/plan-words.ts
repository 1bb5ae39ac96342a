import type { Plan } from '../../core/contract.ts';
import { dataText } from '../format/data-text.ts';
import { bytesPer, pickUnit } from '../format/data-unit.ts';
import { NBSP } from '../format/percent-text.ts';
import { speedText } from '../format/speed-text.ts';
import { DAY, instantOf, wallClock } from '../format/wall-clock.ts';
import { endingAt } from '../format/when-text.ts';
import { zoneWords } from '../format/zone-label.ts';
import type { Voice } from '../wording/voice.ts';

/** What a plan amounts to, in one line: `7 GB until Saturday 7 March, 24:00 Hong Kong time`. */
export function planWords(plan: Plan, voice: Voice): string {
  const { words, language } = voice;
  const { form } = words;
  const start = Date.parse(plan.activatedAt);
  const main = plan.allowances[0];
  if (main === undefined || main.bytes === null) {
    return form.open(words.dateLong(wallClock(start, plan.timeZone)));
  }
  const amount = amountWords(main.bytes, plan.unit, voice);
  if (plan.validity.kind === 'months') {
    return form.monthly(amount, plan.validity.billingDay, zoneWords(plan.timeZone, start, language));
  }
  const end = planEnd(plan);
  const until = end === null ? words.noEnd : endText(end, plan.timeZone, voice);
  if (main.resets.every !== 'day' && main.resets.every !== '24h') return form.total(amount, until);
  const then = main.after.kind === 'throttle' ? form.afterSpeed(speedText(main.after.kbps, language)) : form.afterCut;
  return form.daily(amount, then, until);
}

/** A bought amount, without the decimals it does not have: `7 GB`, `2.5 GB`, `500 MB`. */
export function amountWords(bytes: number, base: 1000 | 1024, { language }: Voice): string {
  const unit = pickUnit(bytes, base);
  const value = bytes / bytesPer(unit, base);
  const decimals = [0, 1].find((digits) => Number.isInteger(Number((value * 10 ** digits).toFixed(3)))) ?? 2;
  return dataText(bytes, { base, unit, decimals }, language).number + NBSP + unit;
}

/** When a plan of so many days ends (epoch ms); `null`: by itself it does not. */
function planEnd({ validity, activatedAt, timeZone }: Plan): number | null {
  if (validity.kind !== 'days') return null;
  const start = Date.parse(activatedAt);
  if (validity.clock === 'hours') return start + validity.days * DAY;
  const { year, month, day } = wallClock(start, timeZone);
  return instantOf({ year, month, day: day + validity.days, hour: 0, minute: 0 }, timeZone);
}

function endText(end: number, timeZone: string, { words, language }: Voice): string {
  const { day, time } = endingAt(end, timeZone);
  return words.form.endWithZone(words.dateLong(day), time, zoneWords(timeZone, end, language));
}

/** What a plan is called that has no name yet. */
export function draftName(
  draft: { kind: 'total' | 'daily' | 'monthly' | 'open'; amount: string; amountUnit: string; days: string },
  { words }: Voice,
): string {
  const amount = draft.amount.trim() + NBSP + draft.amountUnit;
  return words.form.named[draft.kind](amount, draft.days.trim());
}
