import * as v from 'valibot';
import { DAY_MS } from './duration.ts';
import { zoneTime } from './zone-time.ts';

/** How often files can be saved. */
export const EXPORT_EVERY = ['off', 'day', 'week', 'month'] as const;

/** `json`: the archive, which can be imported again; `csv`: usage for a spreadsheet. */
export const EXPORT_FORMATS = ['json', 'csv'] as const;

/** How often everything is saved as a file, and as what. Weeks begin on Monday. */
export type ExportSchedule = { every: (typeof EXPORT_EVERY)[number]; format: (typeof EXPORT_FORMATS)[number] };

/** What a schedule's message holds besides its type. */
export const exportScheduleEntries = { every: v.picklist(EXPORT_EVERY), format: v.picklist(EXPORT_FORMATS) };

/** Why nothing can be saved: the browser has no such thing, or the user has not allowed it. */
export type ExportBarrier = 'absent' | 'refused';

/** The schedule and its progress. */
export type AutoExport = ExportSchedule & {
  /** The period that was last saved for, by its first day; `null`: none since it was turned on. */
  savedFor: number | null;
  /** A save that was begun and is not known to have ended; `at` is epoch ms. */
  begun: { name: string; period: number; at: number } | null;
  last: ExportOutcome | null;
};

/** How the last one went. */
export type ExportOutcome = {
  /** ISO 8601 */
  at: string;
  /** The file's name, without its folder. */
  name: string;
  /** Why there is no file: the browser's words, or a barrier that turned the schedule off; `null`: there is one. */
  error: string | null;
  barrier?: ExportBarrier;
};

/** What is set, and how the last one went. */
export type AutoExportView = ExportSchedule & { last: ExportOutcome | null };

/** Before the user has set anything. */
export const NO_EXPORT: AutoExport = { every: 'off', format: 'json', savedFor: null, begun: null, last: null };

/** The first day of the period that an instant (epoch ms) lies in, by the calendar of a zone; see `ZoneTime`. */
export function exportPeriod(every: Exclude<ExportSchedule['every'], 'off'>, now: number, timeZone: string): number {
  const today = zoneTime(timeZone).dayOf(now);
  const date = new Date(today * DAY_MS);
  if (every === 'day') return today;
  // Day 0 was a Thursday.
  if (every === 'week') return today - ((((today + 3) % 7) + 7) % 7);
  return today - (date.getUTCDate() - 1);
}

/**
 * Whether a period (its first day) is still to be saved for. Who flies west lives a day twice, which is no new period;
 * only after a clock that had run far ahead does an earlier period count as new.
 */
export function isExportDue(savedFor: number | null, period: number): boolean {
  return savedFor === null || period > savedFor || savedFor > period + 31;
}

/** A file's name by its day: no site, no plan. */
export function exportName(format: ExportSchedule['format'], now: number, timeZone: string): string {
  const day = new Date(zoneTime(timeZone).dayOf(now) * DAY_MS).toISOString().slice(0, 10);
  return `datagauge-${day}.${format}`;
}
