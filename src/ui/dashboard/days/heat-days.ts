import type { History } from '../../../core/history.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { dataText, dataWords } from '../../format/data-text.ts';
import { pickUnit } from '../../format/data-unit.ts';
import { wallClock } from '../../format/wall-clock.ts';
import { weekdayName } from '../../format/weekday-name.ts';
import type { Voice } from '../../wording/voice.ts';
import { dashboardWords } from '../../wording/dashboard-words.ts';
import { dayOf } from '../range/range.ts';

/** A day of the calendar. `week` is its column, `row` the day of the week, Monday first; `level`: 0…`LEVELS`. */
export type HeatDay = { day: string; week: number; row: number; level: number; text: string };

export type HeatDays = {
  days: HeatDay[];
  weeks: number;
  /** Short name of each row's weekday. */
  weekdays: string[];
  /** The week in which each month begins. */
  months: { week: number; name: string }[];
  table: ChartTable;
};

/** Shades besides 'nothing': equal shares of the 90th percentile of the days with any usage. */
export const LEVELS = 4;

/** A history by days as a calendar heat map. */
export function heatDays(
  history: History,
  { base, zone }: { base: 1000 | 1024; zone: string },
  voice: Voice,
): HeatDays {
  const bytes = history.stretches.map(({ down, up }) => down + up);
  const used = bytes.filter((each) => each > 0).sort((a, b) => a - b);
  const heavy = used[Math.floor(0.9 * (used.length - 1))] ?? 1;
  const unit = pickUnit(heavy, base);
  const clocks = history.starts.map((start) => wallClock(start, zone));
  const rowOf = (i: number) => (clocks[i]!.weekday + 6) % 7;
  const offset = history.starts.length > 0 ? rowOf(0) : 0;
  const days = history.starts.map((start, i): HeatDay => {
    const share = bytes[i]! / heavy;
    return {
      day: dayOf(start, zone),
      week: Math.floor((i + offset) / 7),
      row: rowOf(i),
      level: bytes[i]! <= 0 ? 0 : Math.min(LEVELS, Math.max(1, Math.ceil(share * LEVELS))),
      text: `${voice.words.date(clocks[i]!)} · ${dataWords(bytes[i]!, { base }, voice)}`,
    };
  });
  const months = days.flatMap(({ week }, i) =>
    clocks[i]!.day === 1 ? [{ week, name: voice.words.axisDate(clocks[i]!) }] : [],
  );
  return {
    days,
    weeks: (days.at(-1)?.week ?? 0) + 1,
    weekdays: Array.from({ length: 7 }, (_, row) => weekdayName((row + 1) % 7, voice)),
    months,
    table: {
      columns: [dashboardWords(voice).day, unit],
      rows: days.flatMap(({ day }, i) =>
        bytes[i]! > 0 ? [[day, dataText(bytes[i]!, { base, unit }, voice.language).number]] : [],
      ),
      file: [['day', 'bytes'], ...days.map(({ day }, i) => [day, bytes[i]!])],
    },
  };
}
