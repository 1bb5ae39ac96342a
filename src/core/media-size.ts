import { FASTEST_FLOW, isFlowingAt, letInOver, onTheWay } from './behind-reader.ts';
import type { Size } from './body-size.ts';
import { grownTo, inFlow, mostSent, paceOfFirst, type Wait } from './in-flow.ts';
import { BLOCK_BYTES, mediaRoom, sentOn } from './media-room.ts';
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
};

/** What a player says of the file it plays. Times of the file in seconds. */
export type MediaView = {
  /** 0 where it is not known or has no end. */
  duration: number;
  /** `HTMLMediaElement.buffered`. */
  buffered: readonly (readonly [from: number, to: number])[];
  /** Compressed bytes that have gone through its decoders. */
  decoded: number;
  /** Epoch ms at which it said so. */
  at: number;
  /** Epoch ms since when it has enough and takes no more; `null` while it loads. */
  idleSince: number | null;
  /**
   * Epoch ms at which it let go of its last file, 0 where there was none, and at which it knew this one's index; `null`, or left
   * out: it did not tell.
   */
  looked?: readonly [from: number, to: number] | null | undefined;
};

/** Times of `buffered` are moved to the ends of the file within this share of it (`buffered_data_source_host_impl.cc`). */
const SNAP = 0.01;

/**
 * How far a player that takes all that comes is behind what has come, by the bench's 'video, left' whose beginning only is
 * looked at: there Chromium gives the response up at once.
 */
const BEHIND_MS = 30;

/**
 * So long after a response’s end its player may still say what it had of it, and ask anew for what was on its way: it has
 * fetched the file's index by then, a few round trips, connecting included, on a bad link of half a second each.
 */
export const ANEW_WITHIN_MS = 3000;

/**
 * How far the player of a film over HTTP/2 is behind a link that is faster than it, as it looks for the film's index: of 31 that
 * did on the bench's link nothing to 3.4 MB was on its way, 790 kB in the mean, whatever they had taken and in what time
 * (`--set judge --site home-movies`, `--set fresh --seed 774 --site holiday` and its like, up to seed 898).
 */
const FLOODED = { ms: 8, bytes: 800_000 };

/** A player that is to know its film and no more gives its response up as soon as it does, and says that it has enough then. */
const AT_ONCE_MS = 100;

/** What a player has taken from the network beyond what it has played, where it says no more than that. */
const AHEAD_BYTES = 1_000_000;

/**
 * How much of a response has come by `now` (epoch ms). Chromium's `buffered` is where in the file, in bytes, its player has
 * been filled, told as the same share of its duration: `TimeForByteOffset` knows nothing of how the bytes lie in time.
 * What is played twice is there once, and a response fills the file from its beginning on until another's. A player
 * that has enough stops taking, and the browser goes on receiving until its own stores are full.
 *
 * @param begins where in the file all its responses began and when, in any order.
 * @returns `null` where the view says nothing of it.
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
  const isAskedAnew = end === next && behind.some((begin) => begin.from === next && isSoon(begin.at - now));
  // Else it has come to be so with a later response.
  const isIdle = view.idleSince !== null && (view.idleSince <= now || (isOver && hadEnough(view, begins, now)));
  const idleSince = isIdle ? Math.min(view.idleSince!, now) : null;
  const wantedMore = (end < next || isAskedAnew) && idleSince === null;
  const isSought = isOver && isForIndex(part, view, now);
  const left = wantedMore && !isSought ? leftInFlow(part, { taken, at: view.at }, begins, link) : 0;
  const unread =
    isAskedAnew || isSought
      ? cutOff(part, taken, begins, link, isSought)
      : end < next
        ? unreadOf(part, taken, idleSince, tripOf(begins), link)
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

/** When a response is looked at, and how fast it may have come. */
export type Link = {
  /** Epoch ms. */
  now: number;
  /** The speed that it may have come at, if it did not come faster still; in bytes a ms, as are the others. */
  bytesPerMs: number;
  /** What the link brings at its best. */
  fastest: number;
  /** What it brought of the same file at its best; `null` while that is not known. */
  ofFile: number | null;
  /** It was given up, at `now`. */
  isOver: boolean;
};

/**
 * Where in its file a response begins, the epoch ms at which its head came, and how its request had waited for that;
 * `null` where it is not known when it was asked for. `isFirst`: its connection had brought little or nothing before.
 */
export type Beginning = Pick<MediaPart, 'from' | 'at'> & {
  waited: Pick<Wait, 'ms' | 'trips'> | null;
  isFirst: boolean;
};

const NOTHING = { mean: 0, high: 0 };

const isSoon = (ms: number): boolean => ms >= 0 && ms <= ANEW_WITHIN_MS;

/**
 * What had come of a response that was given up in full flow, beyond what its player took: that asked for the very next byte
 * again. Until then it came at anything between what the link usually brings and its best (the mean of a log-uniform); over a
 * link that is faster than its readers, between what its player took and the best of the file. And as much as has come is on
 * its way, while the server still finds out how fast the link is (RFC 5681 §3.1: a window grows by what is acknowledged), up to
 * what lies on a link. Only the beginning of a file is left for its index: what one jump has asked for and the next has ended is
 * asked for further, too, and its player had taken what came.
 *
 * Over HTTP/2 the request for the index tells how long the link was busy with it, if it is known how long that waited, and the
 * link is no faster than its readers.
 *
 * Over HTTP/1.1 the system lets in what is on its way behind what the browser has read of the connection: on the bench's link
 * 66 to 675 kB of nine films that were left, 417 in the mean. Over HTTP/2 the browser reads on for all its streams: see
 * `FLOODED`.
 */
function cutOff(part: MediaPart, taken: number, begins: readonly Beginning[], link: Link, isSought: boolean) {
  const { now, bytesPerMs, ofFile } = link;
  const ms = Math.max(1, now - part.at);
  const usual = Math.max(bytesPerMs, taken / ms, ofFile ?? 0);
  const fastest = Math.max(usual, link.fastest);
  const isFlooded = usual > FASTEST_FLOW;
  const isAlone = part.protocol === 'http/1.1';
  const room = mediaRoom(part.protocol, taken, fastest, tripOf(begins));
  if (!isSought) return { mean: 0, high: room.high };
  if (isFlooded && !isAlone) return { mean: Math.min(room.mean, FLOODED.ms * usual, FLOODED.bytes), high: room.high };
  const pace = isFlooded ? between(taken / ms, usual) : between(usual, fastest);
  const wait = waitAfter(begins, now);
  const unread = Math.max(0, pace * ms - taken);
  if (wait && !isAlone) {
    const most = Math.min(mostSent({ bytes: taken, ms }, wait.ms, wait.trip), grownTo(taken, wait.ms, wait.trip));
    const come = Math.min(unread + inFlow(wait, pace, true), Math.max(most - taken, 0));
    return { mean: Math.min(room.mean, come), high: room.high };
  }
  const underWay = (come: number) => Math.min(come, onTheWay(pace));
  const come = isAlone ? unread + underWay(taken + unread) : Math.max(unread, underWay(taken));
  return { mean: Math.min(room.mean, come), high: room.high };
}

/** The mean of what is as likely to be of any magnitude between two. */
const between = (low: number, high: number): number =>
  low > 0 && high > low ? (high - low) / Math.log(high / low) : high;

/**
 * Whether a response that was given up at `now` was left for the file's index: nobody else gives the beginning of a file up
 * that its player loads and knows nothing of. A page may jump as soon as that knows the index.
 */
const isForIndex = ({ from }: MediaPart, { looked }: MediaView, now: number): boolean =>
  from === 0 && !!looked && looked[0] <= now && now <= looked[1];

/** Whether a response was given up at `now` because its player had enough: it says so a little before or after. */
const hadEnough = ({ idleSince }: MediaView, begins: readonly Beginning[], now: number): boolean =>
  idleSince !== null &&
  Math.abs(idleSince - now) <= AT_ONCE_MS &&
  !begins.some(({ at }) => at > now && at <= idleSince);

/** What a round trip takes at the least, by how the requests of a file waited; `null` where nothing is known of that. */
export function tripOf(begins: readonly Beginning[]): number | null {
  const trips = begins.flatMap(({ waited }) => (waited ? [waited.ms / waited.trips] : []));
  return trips.length > 0 ? Math.min(...trips) : null;
}

/** How the request waited that was next to have an answer, where that was soon; `null` where there is none, or nothing is known of it. */
function waitAfter(begins: readonly Beginning[], now: number): Wait | null {
  const soon = begins.filter((begin) => begin.at > now && isSoon(begin.at - now));
  const next = soon.reduce<Beginning | null>((first, one) => (first && first.at <= one.at ? first : one), null);
  const trip = tripOf(begins);
  return next?.waited && trip !== null ? { ...next.waited, trip } : null;
}

/**
 * What came of a response that was given up in full flow, beyond what its player took: by how long the request in its place
 * waited. Where nothing took its place, as when its tab is closed, what servers and links hold of one that came as fast as its
 * link brings it, or as slow start lets its server send.
 *
 * On a link that is faster than its readers a request waits for its server or the browser, and who jumps meets no flow: of 166
 * responses on the bench's own link 157 had been taken to their last byte, and what else came of all was 1.4 % (`--set fresh
 * --seed 500 --site lesson --site holiday` and its like, up to 515). Over HTTP/1.1 each has a connection of its own, on which
 * its server's sending grew at first: what came last came faster than all of it in the mean.
 */
function leftInFlow(
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
    return isFlowing ? letInOver(part.protocol, best) : 0;
  }
  const isFlowing = isFlowingAt(
    taken / came.ms,
    Math.min(Math.max(best, bytesPerMs), mostSent(came, -trip, trip) / came.ms),
  );
  // Its connection is closed, of which its server hears in half a round trip.
  const isAlone = part.protocol === 'http/1.1';
  const pace = isAlone ? Math.min(FASTEST_FLOW, Math.max(best, paceOfFirst(came, trip))) : best;
  const most = isAlone ? grownTo(taken, trip, trip) : mostSent(came, wait?.ms ?? trip, trip);
  const come = wait ? inFlow(wait, pace, isFlowing) : isFlowing ? letInOver(part.protocol, pace) : 0;
  return Math.min(come, Math.max(0, most - taken));
}

/**
 * What came since the player has had enough: as fast as what it took before, or as `bytesPerMs`. While it takes all that
 * comes, which may be nothing any more, nothing is left in the mean; but what it gives up at once, as it does looking for a
 * file's index, is seen by nobody, and may have filled the same stores.
 */
function unreadOf(
  part: MediaPart,
  taken: number,
  idleSince: number | null,
  trip: number | null,
  { now, bytesPerMs, isOver }: Link,
) {
  const pace = Math.max(bytesPerMs, taken / Math.max(1, (idleSince ?? now) - part.at));
  const come =
    idleSince === null ? 0 : pace * (BEHIND_MS + now - idleSince) + (isOver ? sentOn(part.protocol, pace) : 0);
  const room = mediaRoom(part.protocol, taken, pace, trip);
  return { mean: Math.min(room.mean, come), high: room.high };
}

/** Of what has no length there is only what was played. */
const streamed = (decoded: number): Size => ({
  bytes: decoded,
  low: decoded,
  high: Math.round(decoded * 1.1 + AHEAD_BYTES),
  evidence: 'observed',
});
