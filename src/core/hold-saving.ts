import { HOUR_MS } from './duration.ts';

/** Less history than this says nothing of what is usual. */
const LEAST_HISTORY_MS = 6 * HOUR_MS;

/**
 * An estimate of what a hold has saved: what the site would have used at its rate before, less what it has used since.
 * Bytes and milliseconds; never below zero, `null` where too little came before it.
 */
export function savedBytes(before: { bytes: number; ms: number }, since: { bytes: number; ms: number }): number | null {
  if (before.ms < LEAST_HISTORY_MS) return null;
  return Math.max(0, Math.round((before.bytes / before.ms) * since.ms - since.bytes));
}
