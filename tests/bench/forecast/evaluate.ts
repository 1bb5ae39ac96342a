import { createForecaster } from '../../../src/core/forecast.ts';
import { createRandom } from './random.ts';
import { simulateUser, SLOT_MS, type SimulatedUser } from './simulate-user.ts';
import { lifeOf, STORIES, type Set, type Story } from './stories.ts';

const DAY_MS = 86_400_000;
/** From half a day on; each is shifted by up to a fifth, so that forecasts are made at all hours of the day. */
const HISTORY_DAYS = [0.5, 0.75, 1.1, 1.6, 2.3, 3.3, 4.6, 6.3, 8.5, 11.5, 15.7, 21.4, 29, 39, 52];
const AHEAD_DAYS = [3, 4.5, 7, 10, 14];
const LIVED_DAYS = 80;

/** One forecast and what came. Errors and scores are of logarithms of 1 + megabytes. */
export type Outcome = {
  story: Story;
  historyDays: number;
  aheadDays: number;
  /** Whether the actual total was within p10…p90. */
  held: boolean;
  below: boolean;
  /** Winkler's interval score at 80 %: of our interval, and of −40/+70 % around the average pace. */
  winkler: number;
  paceWinkler: number;
  error: number;
  paceError: number;
};

export function evaluate(set: Set, usersPerStory: number, firstSeed: number): Outcome[] {
  return STORIES.flatMap((story, index) =>
    Array.from({ length: usersPerStory }, (_, user) => {
      const random = createRandom(firstSeed + 1000 * index + user);
      return evaluateUser(story, simulateUser(lifeOf(story, random, set), LIVED_DAYS, random), random.even);
    }).flat(),
  );
}

function evaluateUser(story: Story, user: SimulatedUser, even: () => number): Outcome[] {
  const instant = (ms: number) => new Date(ms).toISOString();
  const rows = user.slots.map(({ startMs, bytes }) => ({
    from: instant(startMs),
    to: instant(startMs + SLOT_MS),
    bytes,
  }));
  return HISTORY_DAYS.flatMap((wanted) => {
    const shifted = user.firstMs + wanted * (0.9 + 0.2 * even()) * DAY_MS;
    const nowMs = Math.round(shifted / SLOT_MS) * SLOT_MS;
    const seen = user.slots.filter(({ startMs }) => startMs < nowMs).length;
    const historyDays = (nowMs - user.firstMs) / DAY_MS;
    const used = user.slots.slice(0, seen).reduce((sum, { bytes }) => sum + bytes, 0);
    const forecaster = createForecaster(rows.slice(0, seen), instant(nowMs), user.timeZone);
    return AHEAD_DAYS.map((aheadDays): Outcome => {
      const untilMs = nowMs + Math.round((aheadDays * DAY_MS) / SLOT_MS) * SLOT_MS;
      const actual = user.slots
        .slice(seen)
        .reduce((sum, { startMs, bytes }) => sum + (startMs < untilMs ? bytes : 0), 0);
      const { p10, p50, p90 } = forecaster.totalUntil(instant(untilMs));
      const pace = (used / historyDays) * aheadDays;
      return {
        story,
        historyDays,
        aheadDays,
        held: p10 <= actual && actual <= p90,
        below: actual < p10,
        winkler: winklerScore(p10, p90, actual),
        paceWinkler: winklerScore(0.6 * pace, 1.7 * pace, actual),
        error: Math.abs(logMegabytes(p50) - logMegabytes(actual)),
        paceError: Math.abs(logMegabytes(pace) - logMegabytes(actual)),
      };
    });
  });
}

const logMegabytes = (bytes: number) => Math.log1p(bytes / 1e6);

/** R. L. Winkler 1972: the width, plus for a miss twice its distance divided by the share that may miss (0.2). */
function winklerScore(low: number, high: number, actual: number): number {
  const [l, h, x] = [logMegabytes(low), logMegabytes(high), logMegabytes(actual)];
  return h - l + (2 / 0.2) * Math.max(0, l - x, x - h);
}
