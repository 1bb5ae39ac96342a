import { instantMs } from './instant-ms.ts';
import type { ZoneClock } from './zone-clock.ts';
import type { Usage } from '../contract.ts';
import { DAY_MS, HOUR_MS } from '../duration.ts';

/** Bytes spread evenly over `from`…`to` (ISO 8601). */
export type Spell = Pick<Usage, 'from' | 'to' | 'bytes'>;

/** Use by local day and hour, from the first spell to now. Index = (day − firstDay) × 24 + local hour. */
export type DayBook = {
  /** Days since 1 January 1970, local. */
  firstDay: number;
  /** Calendar days touched, the first and today included, whole or not. */
  days: number;
  bytes: Float64Array;
  /** How long that hour was observed, 0…2 (the hour that comes twice in autumn). */
  observedHours: Float64Array;
  /** Observed time altogether, in days. */
  observedDays: number;
};

/** What lies further back says nothing about next week any more, and costs time. */
export const MEMORY_DAYS = 26 * 7;

/**
 * Spells are spread evenly over their time. Hours without a spell after the first one were observed and free of use.
 * A spell that is still open counts whole: its bytes cannot lie ahead of now. Order, overlaps and the way the use is
 * cut into spells make no difference.
 *
 * @returns `null` where nothing was used before now
 * @throws RangeError where an instant is not ISO 8601 with an offset
 */
export function keepDayBook(history: readonly Spell[], nowMs: number, clock: ZoneClock): DayBook | null {
  const memoryMs = nowMs - MEMORY_DAYS * DAY_MS;
  const spells: { fromMs: number; toMs: number; bytes: number }[] = [];
  let startMs = Infinity;
  let all = 0;
  for (const { from, to, bytes } of history) {
    // Most of a long history ends here.
    const endMs = instantMs(to);
    if (endMs < memoryMs || !(bytes >= 0 && bytes < Infinity)) continue;
    const fromMs = instantMs(from);
    if (fromMs >= nowMs) continue;
    const toMs = Math.max(fromMs, Math.min(endMs, nowMs));
    spells.push({ fromMs, toMs, bytes });
    startMs = Math.min(startMs, Math.max(fromMs, memoryMs));
    all += bytes;
  }
  if (all === 0) return null;

  const firstDay = clock.dayOf(startMs);
  const days = clock.dayOf(nowMs - 1) - firstDay + 1;
  const book = new Float64Array(days * 24);
  const observedHours = new Float64Array(days * 24);
  const cell = (day: number, hour: number) => (day - firstDay) * 24 + hour;
  clock.eachHour(startMs, nowMs, (day, hour, ms) => {
    const index = cell(day, hour);
    observedHours[index] = (observedHours[index] ?? 0) + ms / HOUR_MS;
  });
  for (const { fromMs, toMs, bytes } of spells) {
    // A spell of no length is a point; a millisecond gives it a place.
    const until = Math.max(toMs, fromMs + 1);
    const perMs = bytes / (until - fromMs);
    clock.eachHour(Math.max(fromMs, memoryMs), until, (day, hour, ms) => {
      const index = cell(day, hour);
      book[index] = (book[index] ?? 0) + perMs * ms;
    });
  }
  return { firstDay, days, bytes: book, observedHours, observedDays: (nowMs - startMs) / DAY_MS };
}
