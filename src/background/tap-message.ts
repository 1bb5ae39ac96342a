import * as v from 'valibot';
import type { TapReport } from '../core/tap-report.ts';
import { listOf } from './list-of.ts';
import type { TapNews } from './tap-news.ts';

/** Reports in one message at most, and limits for what a broken page may claim. */
const MOST_REPORTS = 500;
const MOST_BYTES = 1e12;
const LONGEST_URL = 100_000;
const MOST_RANGES = 100;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES));
/** Negative for a form; fractional for the body of an XMLHttpRequest. */
const id = v.pipe(v.number(), v.finite());
const url = v.pipe(v.string(), v.maxLength(LONGEST_URL));
const instant = v.pipe(v.number(), v.finite());
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const moved = { id, down: count, up: count, closed: v.boolean() };

/**
 * A document opened before an update lacks the fields that are new in it: its messages are taken for text, deflated
 * with a shared context, as those of chats are.
 */
const webSocket = v.pipe(
  v.object({
    kind: v.literal('websocket'),
    ...moved,
    url,
    framesDown: count,
    framesUp: count,
    compressed: v.boolean(),
    alone: v.optional(v.boolean(), false),
    textDown: v.optional(count),
    textUp: v.optional(count),
  }),
  v.transform(({ textDown, textUp, ...report }) => ({
    ...report,
    textDown: textDown ?? report.down,
    textUp: textUp ?? report.up,
  })),
);

const tapReport = v.variant('kind', [
  webSocket,
  v.object({
    kind: v.literal('webrtc'),
    ...moved,
    packetsDown: count,
    packetsUp: count,
    // Missing in a document opened before an update.
    filledIn: v.optional(count, 0),
  }),
  v.object({ kind: v.literal('webtransport'), ...moved, url, datagramsDown: count, datagramsUp: count }),
  v.object({
    kind: v.literal('body'),
    id,
    url,
    method: v.pipe(v.string(), v.maxLength(40)),
    by: v.picklist(['fetch', 'xhr', 'beacon', 'form']),
    bytes: count,
    done: v.boolean(),
    at: instant,
  }),
  v.object({
    kind: v.literal('stream'),
    id,
    url,
    by: v.picklist(['fetch', 'xhr', 'eventsource']),
    read: count,
    done: v.boolean(),
    hidden: v.boolean(),
    at: instant,
  }),
  v.object({
    kind: v.literal('media'),
    id,
    url,
    duration: seconds,
    buffered: v.pipe(v.array(v.tuple([seconds, seconds])), v.maxLength(MOST_RANGES)),
    decoded: count,
    idleSince: v.nullable(instant),
    looked: v.nullish(v.tuple([instant, instant])),
    at: instant,
  }),
]);

const message = v.object({
  type: v.literal('tap'),
  document: v.pipe(v.string(), v.maxLength(80)),
  reports: listOf(v.object({ now: tapReport, told: v.nullable(tapReport) }), MOST_REPORTS),
});

/** Parses a relay's message and drops invalid reports. `null`: it is another message. */
export function parseTapMessage(input: unknown): Pick<TapNews, 'document' | 'reports'> | null {
  const result = v.safeParse(message, input);
  if (!result.success) return null;
  const { document, reports } = result.output;
  return { document, reports: reports satisfies { now: TapReport }[] };
}
