import { bankShares } from '../../core/bank-shares.ts';
import { throttleKbps } from '../../core/badge.ts';
import type { PlanStatus } from '../../core/contract.ts';
import type { PopupView } from '../../core/popup-view.ts';
import { gaugeUnit } from '../bank/gauge-view.ts';
import { bytesPer } from '../format/data-unit.ts';
import { dataText } from '../format/data-text.ts';
import { durationParts, type DurationPart } from '../format/duration-text.ts';
import { numberText } from '../format/number-text.ts';
import { percentText } from '../format/percent-text.ts';
import { speedParts } from '../format/speed-text.ts';
import type { Voice } from '../wording/voice.ts';

/** The two figures above the gauge. */
export type Figures = {
  /** `spread`: `±1 %`, `''` for none; `about`: the number is a rough estimate, preceded by the word for 'about'. */
  data: { label: string; number: string; unit: string; spread: string; about: boolean };
  time: { label: string; parts: DurationPart[] };
};

/** From this many days on a number of days is of no use. */
const DAYS_AT_PACE = 1000;

/** A relative spread below this is less than the last digit of the largest figure, and is not shown. */
const LEAST_SPREAD = 0.001;

/** The two figures of a plan. @param status the view's own, which has a plan */
export function figuresOf(view: PopupView, status: PlanStatus, voice: Voice): Figures {
  return { data: dataFigure(view, status, voice), time: timeFigure(status, voice) };
}

function dataFigure(view: PopupView, status: PlanStatus, { words, language }: Voice): Figures['data'] {
  const plain = { spread: '', about: false };
  const kbps = status.state === 'throttled' ? throttleKbps(status) : null;
  if (kbps !== null) {
    const { value, unit } = speedParts(kbps, language);
    return { label: words.speedNow, number: value, unit, ...plain };
  }
  if (status.state === 'charging' && status.cost !== undefined) {
    const { amount, currency } = status.cost;
    return { label: words.chargedSoFar, number: numberText(amount, 2, language), unit: currency, ...plain };
  }
  const base = status.plan.unit;
  const bytes = bytesOf(status);
  const label =
    status.remaining === null ? words.usedSoFar : status.state === 'expired' ? words.leftUnused : words.dataLeft;
  // The interval of what is used is also that of what is left, since the allowance itself is exact.
  const hasInterval = view.scope === 'period' && bytes > 0 && status.used > 0;
  const width = hasInterval ? Math.max(0, view.total.high - view.total.low) / 2 / bytes : 0;
  const spread = width >= LEAST_SPREAD ? width : 0;
  const unit = unitOf(status, bytes);
  const { number, unit: shown, about } = dataText(bytes, { base, unit, spread }, language);
  return { label, number, unit: shown, about, spread: spread === 0 || about ? '' : `±${atLeastOne(spread, language)}` };
}

/**
 * The large figure's bytes: what is left, or without a limit what is used; after the plan's end what was left unused.
 */
function bytesOf(status: PlanStatus): number {
  const { total } = bankShares(status);
  if (status.state === 'expired' && total !== null) return Math.max(0, total - status.used);
  return status.remaining ?? status.used;
}

/** The unit of what is left: the scale's, unless it would need a third decimal in that; `undefined`: the default. */
function unitOf(status: PlanStatus, bytes: number): ReturnType<typeof gaugeUnit> | undefined {
  const { total } = bankShares(status);
  if (total === null || total === 0) return undefined;
  const unit = gaugeUnit(total, status.plan.unit);
  return bytes === 0 || bytes >= bytesPer(unit, status.plan.unit) / 10 ? unit : undefined;
}

function atLeastOne(share: number, language: Voice['language']): string {
  return percentText(Math.max(0.01, Math.round(share * 100) / 100), language);
}

function timeFigure(status: PlanStatus, { words }: Voice): Figures['time'] {
  const now = Date.parse(status.at);
  if (status.state === 'not-started') {
    return { label: words.startsIn, parts: durationParts(Date.parse(status.startsAt) - now) };
  }
  const { to, renews } = bankShares(status);
  if (to !== null) {
    return { label: renews ? words.renewsIn : words.timeLeft, parts: durationParts(Date.parse(to) - now) };
  }
  const { remaining, forecast } = status;
  const days = remaining === null || remaining <= 0 ? NaN : Math.floor(remaining / forecast.perDay);
  if (days < DAYS_AT_PACE) {
    return { label: words.atThisPace, parts: [{ value: days, unit: 'd' }] };
  }
  return { label: words.timeSoFar, parts: durationParts(now - Date.parse(status.startsAt)) };
}
