import { FASTEST_LINK } from '../core/fastest-link.ts';
import type { TapReport } from '../core/tap-report.ts';

/** The time for which traffic may have accumulated before a document's first report. */
const GRACE_MS = 10_000;

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
  const lastAt = new Map<string, number>();
  let isFlooded = false;
  return (key, at, reports) => {
    const since = Math.max(0, at - (lastAt.get(key) ?? at - GRACE_MS)) + GRACE_MS;
    lastAt.delete(key);
    lastAt.set(key, at);
    if (lastAt.size > KEPT) lastAt.delete(lastAt.keys().next().value!);
    const claimed = reports.reduce(
      (sum, { now, told }) => sum + Math.max(0, bytesOf(now) - (told ? bytesOf(told) : 0)),
      0,
    );
    const mayBe = claimed <= since * FASTEST_LINK;
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
