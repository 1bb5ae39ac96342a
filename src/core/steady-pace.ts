import { MINUTE_MS } from './duration.ts';
import type { Pace } from './pace.ts';

/** The pace shown, and the one that waits to replace it. `since` is epoch ms. */
export type SteadyPace = { shown: Pace; next: Pace; since: number };

/** A pace that changes back and forth around its threshold would make the toolbar's icon flicker. */
const HOLD_MS = 10 * MINUTE_MS;

/**
 * A pace is shown once it has held for ten minutes; `out` and `idle` at once, and so is whatever follows `idle`: the
 * user has just turned a switch or saved a plan and looks for the answer.
 *
 * @param now epoch ms; one that lies before `previous.since` (a clock set back) starts the wait again.
 */
export function steadyPace(previous: SteadyPace | null, pace: Pace, now: number): SteadyPace {
  const atOnce = previous === null || pace === 'out' || pace === 'idle' || previous.shown === 'idle';
  if (atOnce || pace === previous.shown) return { shown: pace, next: pace, since: now };
  if (pace !== previous.next || now < previous.since) return { shown: previous.shown, next: pace, since: now };
  return now - previous.since >= HOLD_MS ? { shown: pace, next: pace, since: now } : previous;
}
