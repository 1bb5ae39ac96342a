import { badgeOf, type Badge } from '../core/badge.ts';
import type { PlanStatus } from '../core/contract.ts';
import { steadyPace, type SteadyPace } from '../core/steady-pace.ts';

/** What the toolbar shows: the figure always as it is, the pace steadied. */
export type ToolbarState = { next(status: PlanStatus | null, metered: boolean, now: number): Badge };

/** Begins unsteadied: the first pace is shown as it is. */
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
