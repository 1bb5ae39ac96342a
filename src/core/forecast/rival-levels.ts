import { ASSUMPTIONS } from './assumptions.ts';
import type { DayRatios } from './day-ratios.ts';

/** One estimate of how much an average day is now. */
export type RivalLevel = {
  /** How much it is trusted, 0…1; all rivals add up to 1. */
  weight: number;
  /** Bytes of an average day as of today. */
  level: number;
  /** Growth a day, natural logarithm. */
  growth: number;
  /** How many independent days it rests on. */
  days: number;
  /** Variance that the logarithm of the level gains a day. */
  wander: number;
};

type Average = { keep: number; bytes: number; share: number; squares: number; ages: number };
type Opinion = { level: number; growth: number; days: number };

const SCORED_DAYS = 3;

/**
 * Exponential smoothing with several half-lives at once, and a damped trend between two of them (after E. S. Gardner,
 * 'Exponential smoothing: the state of the art, part II', 2006). Which of them to believe is told by how each would
 * have done on this user's own days so far: a long memory wins while nothing changes, a short one within days of a
 * change that lasts.
 */
export function rivalLevels({ totals, expected, variance, clustering }: DayRatios): RivalLevel[] {
  const { halfLives, trust, trendTrust, sharpness, forgivenessHalfLife, mostOfADay, wander, wanderForAll } =
    ASSUMPTIONS;
  const averages = halfLives.map((halfLife): Average => ({
    keep: 0.5 ** (1 / halfLife),
    bytes: 0,
    share: 0,
    squares: 0,
    ages: 0,
  }));
  const misses = new Float64Array(halfLives.length + 1);
  const forgive = 0.5 ** (1 / forgivenessHalfLife);
  let scored = 0;
  let allBytes = 0;
  let allShare = 0;
  for (let day = 0; day < totals.length; day++) {
    const total = totals[day] as number;
    const share = expected[day] as number;
    const next = sumOf(expected, day);
    // Days with nothing predicted and nothing used do not tell the rivals apart.
    const isTelling = allBytes + sumOf(totals, day) > 0;
    if (isTelling && allShare >= 0.5 && next >= 0.6) {
      const actual = sumOf(totals, day) / next;
      // What is small against the mean hardly matters to the plan: the floor makes misses between such amounts small.
      const floor = (0.05 * (allBytes + actual)) / (allShare + 1);
      opinions(averages).forEach((opinion, rival) => {
        const predicted = opinion.level * Math.exp((opinion.growth * SCORED_DAYS) / 2);
        misses[rival] =
          (misses[rival] as number) * forgive + Math.abs(Math.log((actual + floor) / (predicted + floor)));
      });
      scored = scored * forgive + 1;
    }
    allBytes += total;
    allShare += share;
    for (const [index, average] of averages.entries()) {
      const most = index > 0 && average.share > 1 ? mostOfADay * (average.bytes / average.share) * share : Infinity;
      average.ages = (average.ages + average.share) * average.keep;
      average.bytes = average.bytes * average.keep + Math.min(total, most);
      average.share = average.share * average.keep + share;
      average.squares = average.squares * average.keep ** 2 + share;
    }
  }
  const typical = 0.15 + Math.min(...misses) / Math.max(scored, 1);
  const best = Math.min(...misses);
  const beliefs = [...trust, trendTrust].map(
    (first, rival) => first * Math.exp((-sharpness * ((misses[rival] as number) - best)) / (typical * SCORED_DAYS)),
  );
  const belief = beliefs.reduce((a, b) => a + b, 0);
  const spread = Math.log(1 + variance);
  return opinions(averages).map(({ level, growth, days }, rival) => {
    const halfLife = halfLives[Math.min(rival, halfLives.length - 1)] as number;
    const gain = 1 - 0.5 ** (1 / halfLife);
    return {
      weight: (beliefs[rival] as number) / belief,
      level,
      growth,
      days: days / clustering,
      // The noise-to-drift ratio for which this gain is the best one in a local level model (Muth 1960).
      wander: spread * (wander * (gain ** 2 / (1 - gain)) + wanderForAll),
    };
  });
}

/** Every average, each pulled towards the next longer one, and the trend last. `days`: how many it rests on. */
function opinions(averages: Average[]): Opinion[] {
  const { anchorDays, headStartDays, growthLimit, growthPriorDays } = ASSUMPTIONS;
  const found: Opinion[] = [];
  let anchor = 0;
  let longest = 0;
  for (const { bytes, share, squares } of averages) {
    const pull = found.length === 0 ? headStartDays : anchorDays;
    anchor = (bytes + pull * anchor) / (share + pull);
    longest ||= anchor;
    found.push({ level: anchor, growth: 0, days: Math.max(0.05, share ** 2 / (squares || 1)) });
  }
  const [slow, fast] = [averages.at(-3), averages.at(-2)];
  const days = found.at(-2)?.days;
  if (slow === undefined || fast === undefined || days === undefined) return found;
  // Anchors would hold a trend back, so there are none here; a little of the longest average avoids the logarithm of 0.
  const mean = ({ bytes, share }: Average) => (bytes + 0.1 * longest) / (share + 0.1);
  const [slowAge, fastAge] = [slow.ages / (slow.share || 1), fast.ages / (fast.share || 1)];
  const known = slow.share / (slow.share + growthPriorDays);
  const lead = Math.log(mean(fast) / mean(slow)) / Math.max(1, slowAge - fastAge);
  const growth = Math.max(-growthLimit, Math.min(growthLimit, known * lead)) || 0;
  found.push({ level: mean(fast) * Math.exp(growth * fastAge), growth, days });
  return found;
}

function sumOf(values: Float64Array, from: number): number {
  return values.subarray(from, from + SCORED_DAYS).reduce((a, b) => a + b, 0);
}
