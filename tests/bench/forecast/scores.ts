import type { Outcome } from './evaluate.ts';
import { LEARNABLE, STORIES } from './stories.ts';

export type Score = {
  forecasts: number;
  /** Share of actual totals within p10…p90, and below p10. */
  coverage: number;
  below: number;
  /** Mean interval score divided by that of −40/+70 % around the average pace: lower is better. */
  winklerRatio: number;
  /** Mean absolute logarithmic error of the median divided by that of the average pace. */
  errorRatio: number;
};

export function scoreOf(outcomes: Outcome[]): Score {
  const mean = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
  return {
    forecasts: outcomes.length,
    coverage: mean(({ held }) => Number(held)),
    below: mean(({ below }) => Number(below)),
    winklerRatio: mean(({ winkler }) => winkler) / mean(({ paceWinkler }) => paceWinkler),
    errorRatio: mean(({ error }) => error) / mean(({ paceError }) => paceError),
  };
}

export const AHEAD_BUCKETS = [
  { name: '3–5 days', holds: (days: number) => days < 5 },
  { name: '7–10 days', holds: (days: number) => days >= 5 && days < 12 },
  { name: '14 days', holds: (days: number) => days >= 12 },
];

/** The goals that the outcomes miss, as sentences; none where all are met. */
export function missedGoals(outcomes: Outcome[]): string[] {
  const missed: string[] = [];
  const goal = (met: boolean, text: string) => void (met || missed.push(text));
  const all = scoreOf(outcomes);
  goal(all.coverage >= 0.75 && all.coverage <= 0.87, `the 80 % band held ${percent(all.coverage)}, not 75 to 87 %`);
  goal(
    all.winklerRatio <= 0.85,
    `the interval score is ${all.winklerRatio.toFixed(3)} of the fixed band's, not at most 0.85`,
  );
  for (const story of STORIES) {
    const { errorRatio } = scoreOf(outcomes.filter((outcome) => outcome.story === story));
    const most = LEARNABLE.includes(story) ? 1 : 1.05;
    goal(
      errorRatio <= most,
      `${story}: the median's error is ${errorRatio.toFixed(3)} of the pace's, not at most ${most}`,
    );
  }
  return missed;
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
