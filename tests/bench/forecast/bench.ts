import { createForecaster } from '../../../src/core/forecast.ts';
import { createRandom } from './random.ts';
import { evaluate, type Outcome } from './evaluate.ts';
import { AHEAD_BUCKETS, missedGoals, percent, scoreOf, type Score } from './scores.ts';
import { simulateUser, SLOT_MS } from './simulate-user.ts';
import { lifeOf, STORIES } from './stories.ts';

/** With forty users each, errors differ by one per cent between groups: too much for goals given in per cent. */
const USERS_PER_STORY = { build: 40, judge: 160 };
const USERS_PER_STORY_IN_SHORT = { build: 4, judge: 4 };
const MOST_MS = 200;
const THREE_YEARS_OF_SLOTS = 3 * 365 * 96;

/**
 * Rolling-origin evaluation on simulated users. Prints scores by story and horizon for the users that the assumptions
 * were derived from and for those that only judge; the latter must meet the goals.
 *
 * `--short`: a few users of each story, too few for judging; only the time must meet its goal.
 *
 * @returns the goals that were missed
 */
export function bench(): string[] {
  const isShort = process.argv.includes('--short');
  const users = isShort ? USERS_PER_STORY_IN_SHORT : USERS_PER_STORY;
  const build = evaluate('build', users.build, 1);
  const judge = evaluate('judge', users.judge, 900_001);
  printScores('build', build);
  printScores('judge', judge);
  const ms = threeYearsMs();
  console.log(`\nthree years of quarter hours (${THREE_YEARS_OF_SLOTS} rows): ${ms.toFixed(0)} ms`);
  const missed = isShort ? [] : missedGoals(judge);
  if (ms > MOST_MS) missed.push(`three years took ${ms.toFixed(0)} ms, not at most ${MOST_MS}`);
  const stories = Object.fromEntries(
    STORIES.map((story) => [story, scoreOf(judge.filter((outcome) => outcome.story === story))]),
  );
  console.log(
    `BENCH forecast ${JSON.stringify({ build: scoreOf(build), judge: scoreOf(judge), stories, threeYearsMs: ms, missed })}`,
  );
  return missed;
}

function printScores(name: string, outcomes: Outcome[]): void {
  console.log(`\n${name.padEnd(26)}  forecasts    held   below   Winkler / fixed   error / pace`);
  for (const story of STORIES) {
    for (const { name: ahead, holds } of AHEAD_BUCKETS) {
      const cell = outcomes.filter((outcome) => outcome.story === story && holds(outcome.aheadDays));
      printScore(`${story}, ${ahead}`, scoreOf(cell));
    }
  }
  for (const story of STORIES) printScore(story, scoreOf(outcomes.filter((outcome) => outcome.story === story)));
  for (const [from, to] of [
    [0, 1],
    [1, 3],
    [3, 7],
    [7, 14],
    [14, 30],
    [30, 60],
  ] as const) {
    // prettier-ignore
    const cell = outcomes.filter(({ historyDays }) => historyDays >= from && historyDays < to);
    printScore(`${from}–${to} days of history`, scoreOf(cell));
  }
  printScore('all', scoreOf(outcomes));
}

function printScore(name: string, score: Score): void {
  const cells = [
    String(score.forecasts).padStart(9),
    percent(score.coverage).padStart(7),
    percent(score.below).padStart(7),
    score.winklerRatio.toFixed(3).padStart(17),
    score.errorRatio.toFixed(3).padStart(14),
  ];
  console.log(`${name.padEnd(28)}${cells.join(' ')}`);
}

/** The fastest of five, for a history without an empty quarter of an hour; the rest is time of other processes. */
function threeYearsMs(): number {
  const random = createRandom(7);
  const user = simulateUser(lifeOf('steady', random, 'judge'), 10, random);
  const endMs = Date.UTC(2026, 2, 1);
  const instant = (ms: number) => new Date(ms).toISOString();
  const history = Array.from({ length: THREE_YEARS_OF_SLOTS }, (_, index) => {
    const startMs = endMs - (THREE_YEARS_OF_SLOTS - index) * SLOT_MS;
    return {
      from: instant(startMs),
      to: instant(startMs + SLOT_MS),
      bytes: user.slots[index % user.slots.length]?.bytes ?? 0,
    };
  });
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    createForecaster(history, instant(endMs), 'Europe/London').totalUntil(instant(endMs + 14 * 96 * SLOT_MS));
    return performance.now() - began;
  });
  return Math.min(...times);
}
