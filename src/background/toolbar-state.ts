import { badgeOf, type Badge } from '../core/badge.ts';
import type { PlanStatus } from '../core/contract.ts';
import type { Pace } from '../core/pace.ts';

/** A pace must hold this long before the icon follows it, or the icon flickers; `out` shows at once. */
const STEADY_MS = 10 * 60_000;

/** What the toolbar shows; changes of pace are steadied. */
export type ToolbarState = { next(status: PlanStatus | null, metered: boolean, now: number): Badge };

export function createToolbarState(): ToolbarState {
  let shown: Pace | null = null;
  let candidate: { pace: Pace; since: number } | null = null;
  const atOnce = (pace: Pace) => shown === null || pace === 'out' || pace === 'idle' || shown === 'idle';
  return {
    next: (status, metered, now) => {
      const badge = badgeOf(status, metered);
      if (badge.pace === shown) candidate = null;
      else if (atOnce(badge.pace)) {
        shown = badge.pace;
        candidate = null;
      } else if (candidate?.pace !== badge.pace) candidate = { pace: badge.pace, since: now };
      else if (now - candidate.since >= STEADY_MS) {
        shown = badge.pace;
        candidate = null;
      }
      return { text: badge.text, pace: shown ?? badge.pace };
    },
  };
}
