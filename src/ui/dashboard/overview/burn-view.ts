import { HOUR_MS } from '../../../core/duration.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { lineDecimals, niceLines } from '../../charts/nice-lines.ts';
import { dataText } from '../../format/data-text.ts';
import { bytesPer, pickUnit } from '../../format/data-unit.ts';
import { numberText } from '../../format/number-text.ts';
import { NBSP } from '../../format/percent-text.ts';
import { wallClock } from '../../format/wall-clock.ts';
import { clockText, zonedTime } from '../../format/when-text.ts';
import { dashboardWords } from '../../wording/dashboard-words.ts';
import type { Voice } from '../../wording/voice.ts';
import { levelAt, type BurnDown, type Mark } from './burn-down.ts';

/** The burn-down's scale, its cursor's stops, its table and the text that describes it. */
export type BurnView = {
  lines: { bytes: number; label: string }[];
  kinds: Mark['kind'][];
  /** The label of the forecast's end, and the value at which to place it; `null`: no forecast. */
  end: { bytes: number; label: string } | null;
  /** The chart's text for screen readers: where things stand now. */
  description: string;
  stops: { at: number; text: string }[];
  nowStop: number;
  table: ChartTable;
};

/** The most stops of the cursor: one an hour for a week, further apart in longer periods. */
const STOPS = 168;

/** The view of a period's burn-down; all amounts in one unit, times by the clock of `zone`. */
export function burnView(
  burn: BurnDown,
  marks: readonly Mark[],
  { base, zone }: { base: 1000 | 1024; zone: string },
  voice: Voice,
): BurnView {
  const words = dashboardWords(voice).overview;
  const unit = pickUnit(burn.most, base);
  const per = bytesPer(unit, base);
  const amount = (bytes: number) => dataText(bytes, { base, unit }, voice.language).number;
  // A second decimal would be more precise than a forecast is.
  const roughly = (bytes: number) => dataText(bytes, { base, unit, decimals: 1 }, voice.language).number;
  const endWords = burn.hasLimit ? words.endLeft : words.endUsed;
  const lines = niceLines(burn.most / per);
  const when = (at: number) => {
    const day = wallClock(at, zone);
    return voice.words.dateTime(day, zonedTime(clockText(day), at, zone, voice));
  };
  const last = burn.band.at(-1);
  const valueText = (at: number): string => {
    const ahead = burn.band.find((point) => point.at >= at);
    if (at <= burn.now.at || ahead === undefined) return amount(levelAt(burn.line, at)) + NBSP + unit;
    return words.between(roughly(ahead.low), roughly(ahead.high) + NBSP + unit);
  };
  const step = Math.max(1, Math.ceil((burn.span.to - burn.span.from) / HOUR_MS / STOPS)) * HOUR_MS;
  const instants: number[] = [];
  for (let at = burn.span.from; at <= Math.max(burn.now.at, last?.at ?? 0); at += step) instants.push(at);
  const sampled = instants.filter((_, i) => i % Math.ceil(instants.length / 60) === 0);
  const events = marks.map(({ at, kind, label }) => ({ at, event: `${words.marks[kind]} · ${label}` }));
  const rows = [...sampled.map((at) => ({ at, event: '' })), ...events].sort((a, b) => a.at - b.at);
  return {
    lines: lines.map((value, i) => ({
      bytes: value * per,
      label: numberText(value, lineDecimals(lines), voice.language) + (i === lines.length - 1 ? NBSP + unit : ''),
    })),
    kinds: (['reading', 'top-up', 'alert'] as const).filter((kind) => marks.some((mark) => mark.kind === kind)),
    end:
      last && last.high > 0
        ? { bytes: last.high, label: endWords(words.between(roughly(last.low), roughly(last.high))) }
        : null,
    description: `${when(burn.now.at)}: ${valueText(burn.now.at)}`,
    stops: instants.map((at) => ({
      at: (at - burn.span.from) / (burn.span.to - burn.span.from),
      text: `${when(at)} · ${valueText(at)}`,
    })),
    nowStop: instants.findLastIndex((at) => at <= burn.now.at),
    table: {
      columns: [words.time, burn.hasLimit ? words.left : words.used, ...(events.length > 0 ? [words.event] : [])],
      rows: rows.map(({ at, event }) => [when(at), valueText(at), ...(events.length > 0 ? [event] : [])]),
      file: [
        ['time', burn.hasLimit ? 'left_bytes' : 'used_bytes'],
        ...burn.line.map(({ at, bytes }) => [new Date(at).toISOString(), Math.round(bytes)]),
        ['time', 'likely_low_bytes', 'likely_middle_bytes', 'likely_high_bytes'],
        ...burn.band.map(({ at, low, middle, high }) => [
          new Date(at).toISOString(),
          ...[low, middle, high].map(Math.round),
        ]),
      ],
    },
  };
}
