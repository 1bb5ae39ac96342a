import * as v from 'valibot';
import type { TimingReport } from '../core/request-event.ts';
import { listOf } from './list-of.ts';

/** Entries of one message at most; a page cannot make the observer send more. */
const MOST_ENTRIES = 1000;

/** Larger than any body: a limit for what a broken timeline may claim. */
const MOST_BYTES = 1e12;

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES));

const entry = v.object({
  url: v.pipe(v.string(), v.maxLength(100_000)),
  body: bytes,
  decoded: v.optional(bytes),
  byWorker: v.optional(v.literal(true)),
  isAhead: v.optional(v.literal(true)),
  isBlank: v.optional(v.literal(true)),
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
 * A message is delivered faster than this, even to a background that has to start. A document keeps the clock that it
 * was opened with (High Resolution Time, 'time origin'): if the two are farther apart, the device's clock was set
 * since.
 */
const ON_THE_WAY_MS = 5000;

/**
 * Parses an observer's message and drops invalid entries; its origin is the browser's word. Instants are converted to
 * the device's present clock where the document's differs. A document opened before an update does not send how long a
 * response took, nor when the message was sent: taken to be just now.
 *
 * @param now epoch ms
 * @returns `null`: it is another message.
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
