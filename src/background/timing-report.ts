import * as v from 'valibot';
import type { TimingReport } from '../core/request-event.ts';
import { listOf } from './list-of.ts';

/** Entries of one message at most; a page cannot make the observer send more. */
const MOST_ENTRIES = 1000;

/** No body is larger: a bound for what a broken timeline may claim. */
const MOST_BYTES = 1e12;

const entry = v.object({
  url: v.pipe(v.string(), v.maxLength(100_000)),
  body: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES)),
  endedAt: v.pipe(v.number(), v.finite()),
  ms: v.pipe(v.number(), v.minValue(0), v.finite()),
});

const report = v.object({ type: v.literal('timing'), entries: listOf(entry, MOST_ENTRIES) });

/** Reads an observer's message, without entries that can be none; where it comes from is the browser's word. `null`: it is something else. */
export function parseTimingReport(message: unknown, sender: { tabId: number; frameId: number }): TimingReport | null {
  if (sender.tabId < 0 || sender.frameId < 0) return null;
  const result = v.safeParse(report, message);
  return result.success ? { tabId: sender.tabId, frameId: sender.frameId, entries: result.output.entries } : null;
}
