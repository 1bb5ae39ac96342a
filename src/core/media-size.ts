import { FASTEST_FLOW, isFlowingAt, usuallyInFlight } from './behind-reader.ts';
import type { Size } from './body-size.ts';
import type { CachedPart } from './cached-part.ts';
import { grownTo, inFlow, mostSent, paceOfFirst, type Wait } from './in-flow.ts';
import { logUniformMean } from './log-uniform-mean.ts';
import { BLOCK_BYTES, mediaRoom } from './media-room.ts';
import { sentOn } from './sent-on.ts';
import type { Protocol } from './wire.ts';

/** A response to a player's request. */
export type MediaPart = {
  /** Where in its file it begins, in bytes. */
  from: number;
  /** The file's length; `null` where nothing says so. */
  total: number | null;
  /** Epoch ms at which its head came. */
  at: number;
  protocol: Protocol;
  /** What the cache had of its file; absent: it had none, or all of this part. */
  cached?: CachedPart;
};

/** What a player reports of the file it plays. Positions in the file are in seconds. */
export type MediaView = {
  /** 0 where unknown or infinite. */
  duration: number;
  /** `HTMLMediaElement.buffered`. */
  buffered: readonly (readonly [from: number, to: number])[];
  /** Compressed bytes that have gone through its decoders. */
  decoded: number;
  /** Epoch ms of the report. */
  at: number;
  /** Epoch ms since which it has enough buffered and reads no more; `null` while it loads. */
  idleSince: number | null;
  /**
   * When it looked for the file's index, in epoch ms: from its dropping the previous file (0 where there was none) to
   * its knowing this one's index. `null` or absent: not reported.
   */
  looked?: readonly [from: number, to: number] | null | undefined;
};

/**
 * Chromium snaps times of `buffered` that are within this share of the file to its ends
 * (`buffered_data_source_host_impl.cc`).
 */
const SNAP = 0.01;

/**
 * How far a player that reads everything lags behind what has been received; from the bench's 'video, left' of which
 * only the metadata is loaded, where Chromium cancels the response at once.
 */
const BEHIND_MS = 30;

/**
 * For this long after a response’s end its player may still report what it had of it, and request again what was in
 * flight: by then it has fetched the file's index, in a few round trips (connecting included) of half a second each on
 * a bad link.
 */
export const ANEW_WITHIN_MS = 3000;

/**
 * How far a film's player lags behind an HTTP/2 connection that is faster than it when it cancels to look for the
 * film's index: of 28 such films on the bench's link 0.3 to 6.5 MB was in flight, 2.3 MB on average (`--set judge
 * --site home-movies`, `--set fresh --seed 774 --site holiday` and its like, up to seed 779 and from `holap` to `holcs`).
 * At 100 Mbit/s with 20 ms it was 0.5 MB of three, at 200 with 10 ms 0.55 to 0.77.
 */
const FLOODED = { ms: 32, bytes: 2_300_000 };

/**
 * A player that wants only a film's metadata cancels the response once it has that, and reports within this time that
 * it has enough.
 */
const AT_ONCE_MS = 100;

/** How far a player that reports only what it has played may have loaded ahead. */
const AHEAD_BYTES = 1_000_000;

/**
 * How much of a response had been received by `link.now`. Chromium's `buffered` are byte ranges of the file that its
 * player holds, scaled to the file's duration: `TimeForByteOffset` does not know how bytes map to time. A range that is
 * played twice is buffered once, and a response fills the file from where it begins to where another one begins. A
 * player that has enough stops reading, but the browser goes on receiving until its own buffers are full.
 *
 * @param begins where in the file all its responses began, and when; in any order.
 * @returns `null` where the view tells nothing about the response.
 */
export function mediaSize(part: MediaPart, begins: readonly Beginning[], view: MediaView, link: Link): Size | null {
  const { from, total } = part;
  const { now, isOver } = link;
  if (total === null || !(view.duration > 0)) return view.decoded > 0 ? streamed(view.decoded) : null;
  const bytesAt = (time: number) => Math.min(total, (time / view.duration) * total);
  const slack = Math.max(BLOCK_BYTES, SNAP * total);
  const filled = view.buffered
    .map(([start, end]) => [bytesAt(start), bytesAt(end)] as const)
    .find(([start, end]) => start <= from + slack && end > from);
  if (!filled) return null;
  const behind = begins.filter((begin) => begin.from >= from + BLOCK_BYTES);
  const next = Math.min(...behind.map((begin) => begin.from));
  const end = Math.min(filled[1], next);
  const taken = end - from;
  const rest = total - end;
  const isRequestedAgain = end === next && behind.some((begin) => begin.from === next && isSoon(begin.at - now));
  // A later `idleSince` belongs to a later response.
  const isIdle = view.idleSince !== null && (view.idleSince <= now || (isOver && hadEnough(view, begins, now)));
  const idle =
    link.idle && link.idle.since <= now ? link.idle : isIdle ? { since: Math.min(view.idleSince!, now), taken } : null;
  const wantedMore = (end < next || isRequestedAgain) && idle === null;
  const isSought = isOver && wasForIndex(part, view, now);
  const left = wantedMore && !isSought ? unreadInFlow(part, { taken, at: view.at }, begins, link) : 0;
  const unread =
    isRequestedAgain || isSought
      ? cancelledUnread(part, taken, begins, link, isSought)
      : end < next
        ? unreadOf(part, taken, idle, tripOf(begins), link)
        : NOTHING;
  const bytes = Math.round(taken + Math.min(rest, Math.max(unread.mean, left)));
  return {
    bytes,
    low: Math.round(Math.max(0, taken - (rest > 0 ? 0 : SNAP * total))),
    high: Math.round(taken + Math.min(rest, BLOCK_BYTES + Math.max(unread.high, left))),
    evidence: 'observed',
    guessed: Math.max(0, bytes - Math.round(taken)),
  };
}

/** When a response is measured, and how fast it may have come. */
export type Link = {
  /** Epoch ms. */
  now: number;
  /** The speed that it is assumed to have come at, unless it came faster; in bytes a ms, as are the others. */
  bytesPerMs: number;
  /** The link's best speed. */
  fastest: number;
  /** The link's best speed for the same file; `null` while unknown. */
  ofFile: number | null;
  /** When its player first had enough, and how much of it the player had read then; `null`: never, or unknown. */
  idle: Idle | null;
  /** The response was cancelled at `now`. */
  isOver: boolean;
};

/** `since`: epoch ms; `taken`: bytes. */
export type Idle = { since: number; taken: number };

/**
 * Where in its file a response begins, the epoch ms at which its head came, and how long its request had waited for
 * that; `null` where it is not known when that was sent. `isFirst`: its connection had carried little or nothing
 * before.
 */
export type Beginning = Pick<MediaPart, 'from' | 'at'> & {
  waited: Pick<Wait, 'ms' | 'trips'> | null;
  isFirst: boolean;
};

const NOTHING = { mean: 0, high: 0 };

const isSoon = (ms: number): boolean => ms >= 0 && ms <= ANEW_WITHIN_MS;

/**
 * What had come, beyond what its player took, of a response that was cancelled in full flow: either its next byte was
 * requested again, or it was abandoned for the file's index (`isSought`). It had come at a pace between the link's
 * usual and best ones (the mean of a log-uniform distribution), or, over a link that is faster than its readers,
 * between the player's own and the file's best. During slow start as much again is in flight as has come (RFC 5681
 * §3.1: the congestion window grows by what is acknowledged), up to what a link holds. Only a file's beginning is
 * abandoned for the index. A part that one seek requested and the next one cancelled may be continued at its next byte,
 * too, but its player had taken all that had come.
 *
 * Over HTTP/2, if the link is no faster than its readers, the wait of the request for the index, where known, tells for
 * how long the link was still busy with the response.
 *
 * Over HTTP/1.1 the operating system accepts what is in flight beyond what the browser has read of the connection: 66
 * to 675 kB of nine abandoned films on the bench's link, 417 on average. Over HTTP/2 the browser goes on reading for
 * all streams: see `FLOODED`.
 */
function cancelledUnread(part: MediaPart, taken: number, begins: readonly Beginning[], link: Link, isSought: boolean) {
  const { now, bytesPerMs, ofFile } = link;
  const ms = Math.max(1, now - part.at);
  const usual = Math.max(bytesPerMs, taken / ms, ofFile ?? 0);
  const fastest = Math.max(usual, link.fastest);
  const isFlooded = usual > FASTEST_FLOW;
  const hasOwnConnection = part.protocol === 'http/1.1';
  const room = mediaRoom(part.protocol, taken, fastest, tripOf(begins));
  if (!isSought) return { mean: 0, high: room.high };
  if (isFlooded && !hasOwnConnection)
    return { mean: Math.min(room.mean, FLOODED.ms * usual, FLOODED.bytes), high: room.high };
  const pace = isFlooded ? logUniformMean(taken / ms, usual) : logUniformMean(usual, fastest);
  const wait = waitAfter(begins, now);
  const unread = Math.max(0, pace * ms - taken);
  if (wait && !hasOwnConnection) {
    const most = Math.min(mostSent({ bytes: taken, ms }, wait.ms, wait.trip), grownTo(taken, wait.ms, wait.trip));
    const come = Math.min(unread + inFlow(wait, pace, true), Math.max(most - taken, 0));
    return { mean: Math.min(room.mean, come), high: room.high };
  }
  const inFlight = (come: number) => Math.min(come, usuallyInFlight(pace));
  const come = hasOwnConnection ? unread + inFlight(taken + unread) : Math.max(unread, inFlight(taken));
  return { mean: Math.min(room.mean, come), high: room.high };
}

/**
 * Whether a response that was cancelled at `now` was abandoned for the file's index: only its player cancels a file's
 * beginning before it knows the index. From then on the page may seek.
 */
const wasForIndex = ({ from }: MediaPart, { looked }: MediaView, now: number): boolean =>
  from === 0 && !!looked && looked[0] <= now && now <= looked[1];

/**
 * Whether a response was cancelled at `now` because its player had enough, which it reports shortly before or after.
 */
const hadEnough = ({ idleSince }: MediaView, begins: readonly Beginning[], now: number): boolean =>
  idleSince !== null &&
  Math.abs(idleSince - now) <= AT_ONCE_MS &&
  !begins.some(({ at }) => at > now && at <= idleSince);

/** The shortest round trip in ms, by how long a file's requests waited; `null` where unknown. */
export function tripOf(begins: readonly Beginning[]): number | null {
  const trips = begins.flatMap(({ waited }) => (waited ? [waited.ms / waited.trips] : []));
  return trips.length > 0 ? Math.min(...trips) : null;
}

/**
 * How long the request waited that was answered next, if that was soon; `null` where there is none, or its wait is
 * unknown.
 */
function waitAfter(begins: readonly Beginning[], now: number): Wait | null {
  const soon = begins.filter((begin) => begin.at > now && isSoon(begin.at - now));
  const next = soon.reduce<Beginning | null>((first, one) => (first && first.at <= one.at ? first : one), null);
  const trip = tripOf(begins);
  return next?.waited && trip !== null ? { ...next.waited, trip } : null;
}

/**
 * What came, beyond what its player took, of a response that was cancelled in full flow: by how long the request that
 * replaced it waited. Where none did, as when its tab is closed: what servers and links usually hold of a response that
 * came as fast as the link, or slow start, allowed.
 *
 * On a link that is faster than its readers such a request waits for its server or the browser instead, and nothing is
 * in flight at a seek: of 166 responses on the bench's own link 157 had been taken to their last byte, and what else
 * came was 1.4 % of all (`--set fresh --seed 500 --site lesson --site holiday` and its like, up to 515). Over HTTP/1.1
 * each response has a connection of its own, which begins in slow start: its last bytes came faster than its average.
 */
function unreadInFlow(
  part: MediaPart,
  { taken, at }: { taken: number; at: number },
  begins: readonly Beginning[],
  link: Link,
): number {
  const { now, bytesPerMs, ofFile, isOver } = link;
  if (!isOver) return 0;
  const came = { bytes: taken, ms: Math.max(1, Math.min(now, at) - part.at) };
  const best = Math.max(taken / came.ms, ofFile ?? bytesPerMs);
  if (best > FASTEST_FLOW) return 0;
  const trip = tripOf(begins);
  const wait = waitAfter(begins, now);
  const isFirst = begins.some((one) => one.from === part.from && one.at === part.at && one.isFirst);
  if (!isFirst || trip === null) {
    const isFlowing = isFlowingAt(taken / came.ms, Math.max(best, bytesPerMs));
    if (wait) return inFlow(wait, best, isFlowing);
    return isFlowing ? sentOn(part.protocol, best, trip) : 0;
  }
  const isFlowing = isFlowingAt(
    taken / came.ms,
    Math.min(Math.max(best, bytesPerMs), mostSent(came, -trip, trip) / came.ms),
  );
  // Its connection is closed, which its server learns half a round trip later.
  const hasOwnConnection = part.protocol === 'http/1.1';
  const pace = hasOwnConnection ? Math.min(FASTEST_FLOW, Math.max(best, paceOfFirst(came, trip))) : best;
  const most = hasOwnConnection ? grownTo(taken, trip, trip) : mostSent(came, wait?.ms ?? trip, trip);
  const come = wait ? inFlow(wait, pace, isFlowing) : isFlowing ? sentOn(part.protocol, pace, trip) : 0;
  return Math.min(come, Math.max(0, most - taken));
}

/**
 * What came since the player had enough: at the pace of what it took before, or at `bytesPerMs` if that is higher.
 * While it reads all that comes, which may be nothing any more, the mean is 0; but nobody sees what came of a response
 * that it cancels at once, as it does to look for a file's index, and that may have filled the same buffers.
 */
function unreadOf(
  part: MediaPart,
  taken: number,
  idle: Idle | null,
  trip: number | null,
  { now, bytesPerMs, isOver }: Link,
) {
  const full = idle ?? { since: now, taken };
  const pace = Math.max(bytesPerMs, full.taken / Math.max(1, full.since - part.at));
  const received =
    full.taken + pace * (BEHIND_MS + now - full.since) + (isOver ? sentOn(part.protocol, pace, trip) : 0);
  const room = mediaRoom(part.protocol, taken, pace, trip);
  return { mean: idle === null ? 0 : Math.max(0, Math.min(room.mean, received - taken)), high: room.high };
}

/** Of a stream without a length only what was played is known. */
const streamed = (decoded: number): Size => ({
  bytes: decoded,
  low: decoded,
  high: Math.round(decoded * 1.1 + AHEAD_BYTES),
  evidence: 'observed',
});
