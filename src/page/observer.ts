import type { TimingEntry } from '../core/request-event.ts';
import { shortestWait } from './shortest-wait.ts';

/**
 * What Chromium adds to a body's size in `transferSize` for the head, whatever the head's size (Resource Timing §3.1).
 */
const TRANSFER_HEAD = 300;

/**
 * Entries share a message with those that follow within `quiet`, as long as the first waits no longer than `most`: a
 * message costs the background as much as several requests, and a page load makes hundreds. A page that has finished
 * loading has told all by then. With a longer pause, much of what a closing tab has not told yet is lost with it (with
 * 400 ms `bench:accuracy`’s news read 8 % too much).
 */
const GATHER_MS = { quiet: 150, most: 600 };

/** Entries of one message at most. */
const MOST_ENTRIES = 500;

/**
 * Reads a document's own timeline: the exact size of each resource it may see, and of itself. Sends them in batches,
 * and what is left when the document goes.
 */
export function observeTimeline(
  send: (message: { type: 'timing'; entries: TimingEntry[]; sentAt: number; waitMs?: number }) => void,
): void {
  const entries: TimingEntry[] = [];
  let seen: PerformanceResourceTiming[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | null = null;

  const flush = () => {
    clearTimeout(timer);
    since = null;
    // By the document's own clock, which is never set: the background sees how far its own has moved away from it.
    const sentAt = performance.timeOrigin + performance.now();
    const waitMs = shortestWait(seen);
    // Entries are kept until they are sent: Firefox interrupts scripts when a process begins to shut down (see
    // `listenToTap`), and the next event of the leaving document sends them then.
    while (entries.length > 0) {
      const some = entries.slice(0, MOST_ENTRIES);
      send({ type: 'timing', entries: some, sentAt, ...(waitMs > 0 && { waitMs }) });
      entries.splice(0, some.length);
    }
    seen = [];
  };

  // `document.write` gives it the writer's address; the navigation entry keeps its own.
  const isBlank = performance.getEntriesByType('navigation')[0]?.name === 'about:blank';
  const add = (timing: PerformanceResourceTiming) => {
    const entry = entryOf(timing);
    if (!entry) return;
    entries.push(isBlank ? { ...entry, isBlank } : entry);
    seen.push(timing);
  };
  const flushSoon = () => {
    if (entries.length === 0) return;
    watchLeaving(); // document.open() takes every listener away
    const now = performance.now();
    since ??= now;
    clearTimeout(timer);
    timer = setTimeout(flush, Math.min(GATHER_MS.quiet, since + GATHER_MS.most - now));
  };

  const observer = new PerformanceObserver((list) => {
    for (const timing of list.getEntries()) add(timing as PerformanceResourceTiming);
    flushSoon();
  });
  observer.observe({ type: 'resource', buffered: true });

  // The document's own size keeps growing until it is complete.
  let documentTold = false;
  const addDocument = () => {
    const [timing] = performance.getEntriesByType('navigation');
    if (documentTold || !timing || !isComplete(timing as PerformanceResourceTiming)) return;
    documentTold = true;
    add(timing as PerformanceResourceTiming);
    flushSoon();
  };
  const leave = () => {
    for (const timing of observer.takeRecords()) add(timing as PerformanceResourceTiming);
    flush();
  };
  const goAway = () => {
    addDocument();
    leave();
  };
  // What is sent while a document is already being replaced may be lost with it: send when leaving begins, too.
  function watchLeaving() {
    addEventListener('beforeunload', leave);
    addEventListener('pagehide', goAway);
  }
  if (document.readyState === 'complete') addDocument();
  else addEventListener('load', () => setTimeout(addDocument), { once: true });
  watchLeaving();
}

/** `null` for what came from a cache, and for what the timeline hides (no sizes at all). */
function entryOf(timing: PerformanceResourceTiming): TimingEntry | null {
  const { transferSize, decodedBodySize: decoded } = timing;
  const byWorker = isByWorker(timing);
  if ((transferSize === 0 && !byWorker) || !timing.name.startsWith('http')) return null;
  return {
    url: withoutFragment(timing.name),
    body: Math.max(0, transferSize - TRANSFER_HEAD),
    ...(decoded > 0 && { decoded }),
    ...(byWorker && { byWorker }),
    ...(isAhead(timing) && { isAhead: true }),
    endedAt: performance.timeOrigin + (timing.responseEnd || timing.responseStart),
    ms: timing.responseStart > 0 && timing.responseEnd > 0 ? Math.max(0, timing.responseEnd - timing.responseStart) : 0,
  };
}

/**
 * A service worker's answer has `transferSize` 0 wherever the worker had it from, and both body sizes are the decoded
 * one; only what it had stored itself is told apart, by `deliveryType`.
 */
const isByWorker = (timing: PerformanceResourceTiming & { deliveryType?: string }) =>
  timing.workerStart > 0 &&
  timing.transferSize === 0 &&
  timing.decodedBodySize > 0 &&
  timing.deliveryType !== 'cache-storage';

/** A document that was prefetched (Chromium) has no end of its response. */
const isComplete = (timing: PerformanceResourceTiming) => timing.responseEnd > 0 || isAhead(timing);
const isAhead = ({ deliveryType }: PerformanceResourceTiming & { deliveryType?: string }) =>
  deliveryType === 'navigational-prefetch';

/** A request is known without its fragment; the timeline of a document shows it. */
function withoutFragment(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}
