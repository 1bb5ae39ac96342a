import { bankShares } from '../../core/bank-shares.ts';
import type { PlanStatus } from '../../core/contract.ts';
import { bytesPer, pickUnit, type DataUnit } from '../format/data-unit.ts';
import { dataText } from '../format/data-text.ts';
import { numberText } from '../format/number-text.ts';
import { NBSP } from '../format/percent-text.ts';
import type { Voice } from '../wording/voice.ts';
import type { Side } from './bank-geometry.ts';
import { calendarTicks, type CalendarTick } from './calendar-ticks.ts';
import { scaleTicks } from './scale-ticks.ts';

/** Everything that the gauge draws. */
export type GaugeView = {
  side: Side;
  look: 'body' | 'hollow' | 'empty';
  calendar: CalendarTick[];
  scale: { at: number; major: boolean; label: string }[];
  /** The label of the right end; `''` where there is no limit. */
  end: string;
  /** When data is forecast to run out, p10 to p90, 0…1 of the period; `null`: it lasts. */
  runsOut: { from: number; to: number } | null;
};

/** The gauge before anything is known: seven equal columns. */
export const EMPTY_GAUGE: GaugeView = {
  side: { gone: 0, used: 0 },
  look: 'empty',
  calendar: Array.from({ length: 7 }, (_, day) => ({ at: day / 7, before: '', label: '', more: '', now: false })),
  scale: [],
  end: '',
  runsOut: null,
};

/** The gauge of a plan's status; hollow while its data is not being used: not started, or on Wi-Fi. */
export function gaugeView(status: PlanStatus, metered: boolean, voice: Voice): GaugeView {
  const { from, to, gone, used, total } = bankShares(status);
  const now = Date.parse(status.at);
  const span = to === null ? null : { from: Date.parse(from), to: Date.parse(to) };
  const ended = status.state === 'expired';
  const hasNotStarted = status.state === 'not-started';
  const hollow = hasNotStarted || (!metered && !ended);
  const runs = status.forecast.runsOutAt;
  return {
    // Without a limit only time is shown, with an upright side; without an end either there is nothing to show.
    side: { gone, used: total === null ? gone : used },
    look: total === null && span === null ? 'empty' : hollow ? 'hollow' : 'body',
    calendar: span === null ? [] : calendarTicks(span, ended ? Infinity : now, status.plan.timeZone, voice.words),
    ...scaleView(total, status.plan.unit, voice),
    runsOut:
      span === null || runs === null || hollow || status.state !== 'active'
        ? null
        : { from: within(Date.parse(runs.p10), span), to: runs.p90 === null ? 1 : within(Date.parse(runs.p90), span) },
  };
}

/** The unit of a plan's figures: that of its total, so that what is left has the same unit as the scale. */
export function gaugeUnit(total: number, base: 1000 | 1024): DataUnit {
  return pickUnit(total, base);
}

function scaleView(total: number | null, base: 1000 | 1024, voice: Voice): Pick<GaugeView, 'scale' | 'end'> {
  if (total === null || total === 0) return { scale: [], end: '' };
  const unit = gaugeUnit(total, base);
  const value = total / bytesPer(unit, base);
  const isWhole = Number.isInteger(Number(value.toFixed(2)));
  return {
    scale: scaleTicks(value).map(({ at, major, value: tick }) => ({
      at,
      major,
      label: tick === null ? '' : numberText(tick, decimalsOf(tick), voice.language),
    })),
    end: dataText(total, { base, unit, decimals: isWhole ? 0 : undefined }, voice.language).number + NBSP + unit,
  };
}

function decimalsOf(value: number): number {
  return Number.isInteger(value) ? 0 : Number.isInteger(Number((value * 10).toPrecision(6))) ? 1 : 2;
}

function within(instant: number, { from, to }: { from: number; to: number }): number {
  return Math.min(1, Math.max(0, (instant - from) / (to - from)));
}
