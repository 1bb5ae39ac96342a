import { CLAIM_GRACE_MS, FASTEST_LINK } from '../core/fastest-link.ts';
import type { TapReport } from '../core/tap-report.ts';

/** Documents remembered at most. */
const KEPT = 2000;

/**
 * Whether a document may have moved what it claims in the time since it was last heard of. A page can claim anything
 * about its own traffic, but no more than a link can carry.
 */
export type ClaimLimit = (
  key: string,
  at: number,
  reports: readonly { now: TapReport; told: TapReport | null }[],
) => boolean;

/** @param onFlood called once when a page claims more. No site is named: its window may be private */
export function createClaimLimit(onFlood: (error: Error) => void): ClaimLimit {
  /** When a document was last heard of, and for how long its claims leave the link free. */
  const heard = new Map<string, { at: number; spareMs: number }>();
  let isFlooded = false;
  return (key, at, reports) => {
    const last = heard.get(key) ?? { at: at - CLAIM_GRACE_MS, spareMs: CLAIM_GRACE_MS };
    const spareMs = last.spareMs + Math.max(0, at - last.at);
    const claimed = reports.reduce(
      (sum, { now, told }) => sum + Math.max(0, bytesOf(now) - (told ? bytesOf(told) : 0)),
      0,
    );
    const mayBe = claimed <= spareMs * FASTEST_LINK;
    heard.delete(key);
    heard.set(key, { at, spareMs: Math.min(CLAIM_GRACE_MS, spareMs - (mayBe ? claimed / FASTEST_LINK : 0)) });
    if (heard.size > KEPT) heard.delete(heard.keys().next().value!);
    if (!mayBe && !isFlooded) onFlood(new Error('a page claims more traffic than a link can carry; left out'));
    isFlooded ||= !mayBe;
    return mayBe;
  };
}

function bytesOf(report: TapReport): number {
  // What is claimed of bodies while they are sent, of streams and by players is bounded by their requests.
  if (report.kind === 'body') return report.done ? report.bytes : 0;
  return report.kind === 'stream' || report.kind === 'media' ? 0 : report.down + report.up;
}
