import * as v from 'valibot';
import type { TimingReport } from '../core/request-event.ts';
import { listOf } from './list-of.ts';

/** Entries of one message at most; a page cannot make the observer send more. */
const MOST_ENTRIES = 1000;

/** No body is larger: a bound for what a broken timeline may claim. */
const MOST_BYTES = 1e12;

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES));

const entry = v.object({
  url: v.pipe(v.string(), v.maxLength(100_000)),
  body: bytes,
  decoded: v.optional(bytes),
  byWorker: v.optional(v.literal(true)),
  endedAt: v.pipe(v.number(), v.finite()),
  ms: v.optional(v.pipe(v.number(), v.minValue(0), v.finite()), 0),
});

const report = v.object({
  type: v.literal('timing'),
  entries: listOf(entry, MOST_ENTRIES),
  sentAt: v.optional(v.pipe(v.number(), v.finite())),
  waitMs: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0), v.finite())), undefined),
  hasWorkers: v.fallback(v.optional(v.literal(true)), undefined),
});

/**
 * A message takes less than this, also to a background that must start first. A document's clock is the one that it was opened
 * with (High Resolution Time, 'time origin'): farther apart, the device's has been set since.
 */
const ON_THE_WAY_MS = 5000;

/**
 * Reads an observer's message, without entries that can be none; where it comes from is the browser's word. Instants are the
 * device's clock as it is now, also where the document's is another. A document that has been open since before an update
 * tells less: not how long a response took, nor when it tells of it, which then was just now.
 *
 * @param now epoch ms
 * @returns `null`: it is something else.
 */
export function parseTimingReport(
  message: unknown,
  sender: { tabId: number; frameId: number; documentId?: string | null },
  now: number,
): TimingReport | null {
  if (sender.tabId < 0 || sender.frameId < 0) return null;
  const result = v.safeParse(report, message);
  if (!result.success) return null;
  const { entries, waitMs, hasWorkers, sentAt = now } = result.output;
  const ahead = Math.abs(now - sentAt) > ON_THE_WAY_MS ? now - sentAt : 0;
  return {
    tabId: sender.tabId,
    frameId: sender.frameId,
    ...(waitMs !== undefined && { waitMs }),
    ...(hasWorkers && sender.documentId && { workersOf: sender.documentId }),
    entries: ahead === 0 ? entries : entries.map((one) => ({ ...one, endedAt: one.endedAt + ahead })),
  };
}
