import { badgeOf, type Badge } from '../core/badge.ts';
import type { PlanStatus } from '../core/contract.ts';
import { steadyPace, type SteadyPace } from '../core/steady-pace.ts';

/** The toolbar's badge: the figure as it is, the pace smoothed. */
export type ToolbarState = { next(status: PlanStatus | null, metered: boolean, now: number): Badge };

/** Starts with the first pace as it is. */
export function createToolbarState(): ToolbarState {
  let steady: SteadyPace | null = null;
  return {
    next: (status, metered, now) => {
      const { text, pace } = badgeOf(status, metered);
      steady = steadyPace(steady, pace, now);
      return { text, pace: steady.shown };
    },
  };
}
