import { ASSUMPTIONS } from './assumptions.ts';
import { chance, normalQuantile } from './chance.ts';
import type { DayRatios } from './day-ratios.ts';
import { isWeekend, type Rhythm } from './rhythm.ts';
import type { RivalLevel } from './rival-levels.ts';

/** Simulated futures, all beginning today. A path's use in any part of a day is its pace times that part's share. */
export type Futures = {
  /** Paces of all paths on the day that lies `ahead` days from today: bytes of a whole average day. */
  paces(ahead: number): Float64Array;
};

/** Odd, so that the median is a path of its own, as are the tenth and ninetieth percentiles. */
export const PATHS = 401;

/**
 * Each path takes one of the rival levels, in proportion to their weights; draws how far the level and the weekend are
 * misjudged; lets the level wander; and takes each day's luck from runs of the user's own days, or, while these are
 * few, from a log-normal distribution (stationary bootstrap: Politis & Romano 1994).
 */
export function simulateFutures(today: number, rivals: RivalLevel[], days: DayRatios, rhythm: Rhythm): Futures {
  const paths = Array.from({ length: PATHS }, (_, path) => startPath(path, rivals, days, rhythm.weekendSd));
  const { blockContinues, wanderMemory, growthDamping, luckPriorDays, idleBegins, idleGoesOn } = ASSUMPTIONS;
  const ratios = stretched(days.ratios);
  const ownShare = ratios.length / (ratios.length + luckPriorDays);
  const found: Float64Array[] = [];

  function nextDay(): Float64Array {
    const ahead = found.length;
    const day = today + ahead;
    const weekend = isWeekend(day) ? 5 / 7 : -2 / 7;
    const paces = new Float64Array(PATHS);
    paths.forEach((path, index) => {
      if (ahead > 0) {
        const step = Math.sqrt(path.wander) * normalQuantile(chance(index, day, 1));
        path.wandered = path.wandered * wanderMemory + step;
        path.grown += path.growth;
        path.growth *= growthDamping;
      }
      const luck = luckOf(path, index, day);
      paces[index] = path.level * Math.exp(path.wandered + path.grown + weekend * path.weekend) * luck;
    });
    return paces;
  }

  function luckOf(path: Path, index: number, day: number): number {
    const followed = path.own + 1;
    if (path.own >= 0 && followed < ratios.length && chance(index, day, 2) < blockContinues) path.own = followed;
    else path.own = chance(index, day, 3) < ownShare ? Math.floor(chance(index, day, 4) * ratios.length) : -1;
    if (path.own >= 0) return ratios[path.own] as number;
    path.idle = chance(index, day, 6) < (path.idle ? idleGoesOn : idleBegins);
    if (path.idle) return 0;
    return Math.exp(path.spread * normalQuantile(chance(index, day, 5)) - path.spread ** 2 / 2);
  }

  return {
    paces(ahead) {
      while (found.length <= ahead) found.push(nextDay());
      return found[ahead] as Float64Array;
    },
  };
}

/** Averages 1, as the ratios did. */
function stretched(ratios: number[]): number[] {
  const powers = ratios.map((ratio) => ratio ** ASSUMPTIONS.luckPower);
  const mean = powers.reduce((sum, power) => sum + power, 0) / powers.length;
  return mean > 0 ? powers.map((power) => power / mean) : ratios;
}

type Path = ReturnType<typeof startPath>;

// R. 'The unreasonable effectiveness of quasirandom sequences' (M. Roberts 2018): evenly filling steps for four
// dimensions. The few draws that decide most are spread evenly over the paths instead of left to luck.
const STEPS = [0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101] as const;

function startPath(index: number, rivals: RivalLevel[], known: DayRatios, weekendSd: number) {
  const [which, how, unsteady, weekend] = STEPS.map((step) => (0.5 + step * (index + 1)) % 1) as [
    number,
    number,
    number,
    number,
  ];
  const { level, growth, days, wander } = believed(rivals, which);
  const variance = known.variance * Math.exp(known.varianceSd * normalQuantile(unsteady));
  const doubt = Math.log(1 + variance / days);
  const misjudged = Math.sqrt(doubt) * normalQuantile(how) + ASSUMPTIONS.skewCorrection * doubt;
  return {
    level: level * Math.exp(misjudged),
    growth,
    wander,
    spread: Math.sqrt(Math.log(1 + variance)),
    weekend: weekendSd * normalQuantile(weekend),
    wandered: 0,
    grown: 0,
    /** The own day that this path repeats; −1: none of them. */
    own: -1,
    idle: false,
  };
}

function believed(rivals: RivalLevel[], share: number): RivalLevel {
  let sum = 0;
  return rivals.find(({ weight }) => (sum += weight) > share) ?? (rivals.at(-1) as RivalLevel);
}
