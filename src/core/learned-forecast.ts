import type { Forecast, Usage } from './contract.ts';
import { DAY_MS } from './duration.ts';
import { epochMs } from './epoch-ms.ts';
import { MEMORY_DAYS, type Spell } from './forecast/day-book.ts';
import { createForecaster } from './forecast.ts';
import { FAR_MS, LEAST_HISTORY_MS, type ForecastInput, type Forecaster } from './plan-forecast.ts';

/**
 * A plan's future from the user's own weeks: the average so far during the first seven days, from then on by which
 * hours of the week they use (see `forecast`). All amounts are of general traffic, outside this browser included as
 * far as a reading told of it.
 *
 * @param earlier use before this plan that tells of the same life; see `earlierUse`
 * @returns method `none` before six hours were seen, then `pace`, then `profile`
 */
export function learnedForecast(earlier: readonly Spell[] = []): Forecaster {
  return (input) => tell(input, earlier);
}

function tell(input: ForecastInput, earlier: readonly Spell[]): Forecast {
  const { nowMs, sinceMs, bytes, used, remaining, untilMs, timeZone } = input;
  const now = iso(nowMs);
  const own = readOwn(input.history(), input);
  const missing = bytes - own.bytes;
  // What a reading found besides has no hours and is spread evenly. What we counted too much scales all of it down.
  const outside = missing > 1 && nowMs > sinceMs ? [{ from: iso(sinceMs), to: now, bytes: missing }] : [];
  const scale = missing < -1 ? bytes / own.bytes : 1;

  const forecaster = createForecaster([...earlier, ...own.spells, ...outside], now, timeZone);
  const perDay = Math.round(forecaster.perDay * scale);
  const seenMs = Math.max(forecaster.historyDays * DAY_MS, nowMs - sinceMs);
  if (seenMs < LEAST_HISTORY_MS || (untilMs !== null && untilMs <= nowMs))
    return { method: 'none', perDay, atEnd: null, runsOutAt: null };

  const limit = iso(untilMs ?? nowMs + FAR_MS);
  const total = untilMs === null ? null : forecaster.totalUntil(limit);
  const atEnd = (ahead: number) => Math.round(used + ahead * scale);
  return {
    // To have used nothing for so long is an average too.
    method: forecaster.method === 'none' ? 'pace' : forecaster.method,
    perDay,
    atEnd: total === null ? null : { p10: atEnd(total.p10), p50: atEnd(total.p50), p90: atEnd(total.p90) },
    runsOutAt: remaining === null || scale === 0 ? null : forecaster.runsOutAt(remaining / scale, limit),
  };
}

/** What of the history the forecast remembers, without rows that make no sense, and its bytes since `sinceMs`. */
function readOwn(history: readonly Usage[], { nowMs, sinceMs }: ForecastInput): { spells: Spell[]; bytes: number } {
  const memoryMs = nowMs - MEMORY_DAYS * DAY_MS;
  const oldest = iso(Math.min(memoryMs, sinceMs));
  const spells: Spell[] = [];
  let sum = 0;
  for (const row of history) {
    // Most rows of three years end here: texts in the form that is written everywhere sort as their instants do.
    if (row.to < oldest && row.to.length === oldest.length && row.to.endsWith('Z')) continue;
    const toMs = epochMs(row.to);
    if (!(toMs > memoryMs || toMs > sinceMs) || !(row.bytes > 0 && row.bytes < Infinity)) continue;
    const fromMs = epochMs(row.from);
    if (!(fromMs < nowMs)) continue;
    if (toMs > memoryMs) spells.push(row);
    const endMs = Math.min(toMs, nowMs);
    if (fromMs >= sinceMs) sum += row.bytes;
    else if (endMs > sinceMs) sum += (row.bytes * (endMs - sinceMs)) / (endMs - fromMs);
  }
  return { spells, bytes: sum };
}

const iso = (ms: number): string => new Date(Math.round(ms)).toISOString();
