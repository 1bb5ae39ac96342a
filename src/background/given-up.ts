import { behindReader, FASTEST_FLOW } from '../core/behind-reader.ts';
import { known, type Size } from '../core/body-size.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { CONNECTING_TRIPS } from '../core/in-flow.ts';
import { mediaPart } from '../core/media-part.ts';
import { startedAnew, waitedFor } from '../core/next-wait.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import type { MediaView } from '../core/media-size.ts';
import { unbuffered } from '../core/unbuffered.ts';
import type { Protocol } from '../core/wire.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { MediaViews } from './media-views.ts';
import { NO_TAB } from './open-postings.ts';
import type { Postings } from './postings.ts';
import type { Throughput } from './throughput.ts';
import { protocolOf } from './transfer-of.ts';

/** What the browser counted of a body, `ms` after its request; `from`: its offset in the file, `null`: unknown. */
export type Came = { bytes: number; ms: number; from: number | null };

/** Estimates the bytes of cancelled responses that arrived but that a counting browser (Firefox) did not count. */
export type GivenUp = {
  /** The size of a cancelled response. `key`: the response's, under which its player reports. */
  sizeOf(event: RequestEvent, key: string, came: Came): Size;
  /** Notes a player's request; called a second time where its Range becomes known only later. */
  asked(event: RequestEvent, key: string): void;
  /** Notes a response that was counted and posted, complete or cancelled. */
  counted(event: RequestEvent, key: string, came: Came, posting: OpenPosting): void;
};

/**
 * A response cancelled this soon after its request was cancelled by the player, not by a person, who has seen nothing
 * yet. A seek also makes players request the index, but by then the response may have been idle.
 */
const BY_PLAYER_MS = 100;

/** The index, the player's next request, or its report that it has enough, follows a cancellation within this. */
const FOLLOWS_MS = 1000;

/** Films, and hosts, remembered at most; and cancelled responses remembered of each film. */
const FILMS_KEPT = 20;
const CANCELLED_KEPT = 5;

/** A body within the initial congestion window (RFC 6928) takes one round trip; the fastest of the last few counts. */
const SMALL_BYTES = 14_600;
const TRIPS_KEPT = 20;

/**
 * The least size of a response that a film's throughput is measured from, and its least duration in multiples of its
 * wait for the head: a shorter one may have spent most of its time waiting.
 */
const MEASURABLE_BYTES = 262_144;
const MEASURABLE_WAITS = 3;

/** The least share of a response's duration that counts as transfer of its body, however long the round trip. */
const LEAST_FLOW_SHARE = 0.3;

/**
 * The player's next request: when it was sent, its offset in the file (`null`: unknown), what the player had buffered
 * before, and what it first showed of the response.
 */
type NextRequest = {
  id: string;
  sentAt: number;
  from: number | null;
  before: MediaView | null;
  seen: { at: number; share: number } | null;
};

/**
 * A cancelled response. `flowMs`: how long its body was arriving; `waitMs`: how long the next request waited for its
 * head; `backlog`: bytes counted that the player had not read, `null` while unknown.
 */
type Cancelled = Came & {
  flowMs: number;
  at: number;
  posting: OpenPosting;
  protocol: Protocol | null;
  rest: number;
  isSought: boolean;
  isFirst: boolean;
  next: NextRequest | null;
  waitMs: number | null;
  backlog: number | null;
};

/** `pace`: best throughput, bytes per ms; `total`: length in bytes, `null` while unknown. */
type Film = { total: number | null; pace: number; cancelled: Cancelled[]; isConnected: boolean };

/**
 * Firefox reports neither protocol nor head of a failed request. What is known instead: the protocol of the host's
 * earlier responses; when the player has enough; how long its next request queued behind the cancelled response. And a
 * player that finds no index at the start of a file (ISO/IEC 14496-12: `moov` behind `mdat`) cancels the response in
 * full flow and requests the end of the file: once that has arrived, both the reason and the remaining size are known.
 */
export function createGivenUp({
  throughput,
  postings,
  mediaViews,
}: {
  throughput: Throughput;
  postings: Pick<Postings, 'amend'>;
  mediaViews: Pick<MediaViews, 'viewOf' | 'onShown'>;
}): GivenUp {
  const films = new Map<string, Film>();
  const protocols = new Map<string, Protocol>();
  const trips: number[] = [];

  const filmOf = (key: string): Film => {
    const film = films.get(key) ?? { total: null, pace: 0, cancelled: [], isConnected: false };
    films.delete(key);
    films.set(key, film);
    if (films.size > FILMS_KEPT) films.delete(films.keys().next().value!);
    return film;
  };

  const size = (
    { bytes, ms }: Pick<Came, 'bytes' | 'ms'>,
    of: Omit<Parameters<typeof behindReader>[0], 'bytes' | 'ms' | 'fastest'>,
  ): Size => {
    const fastest = Math.max(throughput.bytesPerMs(), throughput.bestBytesPerMs());
    const { mean, high } = behindReader({ bytes, ms, fastest, ...of });
    const exact: Size = { ...known(bytes, 'exact'), high: bytes + high };
    return mean > 0 ? { ...exact, bytes: bytes + mean, evidence: 'observed', guessed: mean } : exact;
  };

  const protocolFor = ({ url }: RequestEvent): Protocol | null => protocols.get(hostOf(url)) ?? null;

  /** How long the player had had enough by `at`; `null`: it had not, or its report is older than the response. */
  const idleMsOf = (view: MediaView | null, at: number, { ms }: Pick<Came, 'ms'>): number | null => {
    const idleMs = at - (view?.idleSince ?? Infinity);
    return idleMs >= 0 && idleMs < ms ? idleMs : null;
  };

  /** The offset of the next request as a share of the film; `null`: unknown. */
  const beginOf = ({ total }: Film, { from }: NextRequest): number | null =>
    from === null || total === null ? null : from / total;

  /** The most that was still to come of a response. */
  const restIn = (film: Film, view: MediaView | null, came: Came): number =>
    Math.min(unbuffered(view, came.bytes), Math.max(0, (film.total ?? Infinity) - came.bytes));

  const noteProtocol = (event: RequestEvent) => {
    const host = hostOf(event.url);
    protocols.delete(host);
    protocols.set(host, protocolOf(event));
    if (protocols.size > FILMS_KEPT) protocols.delete(protocols.keys().next().value!);
  };

  const noteRoundTrip = (event: RequestEvent, { bytes, ms }: Came) => {
    if (bytes > SMALL_BYTES || event.phase !== 'completed' || event.fromCache || !(ms > 0)) return;
    trips.push(protocols.has(hostOf(event.url)) ? ms : ms / (1 + CONNECTING_TRIPS));
    if (trips.length > TRIPS_KEPT) trips.shift();
  };

  /** Round trips of the request that follows a cancelled one; with an unknown protocol, the mean of both cases. */
  const tripsOf = (protocol: Protocol | null) =>
    1 + (protocol === 'http/1.1' ? CONNECTING_TRIPS : protocol === null ? CONNECTING_TRIPS / 2 : 0);

  const trip = () => (trips.length > 0 ? Math.min(...trips) : null);

  /** Corrects the posting of a cancelled response by what is known now. */
  const correct = (film: Film, one: Cancelled) => {
    const { isSought, isFirst, protocol, waitMs, backlog } = one;
    if (waitMs === null && !isSought && backlog === null && !one.next) return;
    const trips = tripsOf(protocol);
    const waited = waitMs === null ? null : { ms: waitMs, trips, trip: Math.min(trip() ?? Infinity, waitMs / trips) };
    const rest = Math.min(one.rest, (film.total ?? Infinity) - one.bytes);
    const of = { rest, isFilm: true, protocol, isSought, idleMs: null, backlog, isJumped: one.next !== null };
    const down = size(
      { bytes: one.bytes, ms: one.flowMs },
      { ...of, ofFilm: film.pace, trip: waited?.trip ?? trip(), isFirst, waited },
    );
    postings.amend(one.posting, { down }, NO_TAB);
  };

  /** The cancelled response that the one that has just ended replaced; `null`: none. */
  const replacedBy = (film: Film, event: RequestEvent, { ms }: Came): { one: Cancelled; next: NextRequest } | null => {
    const one = film.cancelled.at(-1);
    return one?.next && Math.abs(one.next.sentAt - (event.at - ms)) < 1 ? { one, next: one.next } : null;
  };

  /** How long a response's head queued behind the cancelled one that it replaced; `null`: none, or unknown. */
  const waitMsOf = (film: Film, event: RequestEvent, came: Came): number | null => {
    const before = replacedBy(film, event, came);
    // On a link faster than the readers, the rest of its time was not spent on the link: 100 ms would be megabytes.
    if (!before || film.pace > FASTEST_FLOW) return null;
    const { seen, sentAt } = before.next;
    return waitedFor({
      ...{ came, pace: film.pace || throughput.bytesPerMs(), total: film.total },
      seen: seen && { ms: seen.at - sentAt, share: seen.share },
    });
  };

  /** How long the response's body was arriving, in ms. */
  const flowMsOf = (film: Film, event: RequestEvent, came: Came): number => {
    const usual = (trip() ?? 0) * (film.isConnected ? 1 : 1 + CONNECTING_TRIPS);
    return Math.max(came.ms - (waitMsOf(film, event, came) ?? usual), came.ms * LEAST_FLOW_SHARE);
  };

  /** A player that requests an offset inside a cancelled response has read everything before that offset. */
  const noteBacklog = (film: Film, from: number, at: number) => {
    for (const one of film.cancelled) {
      const begin = one.from ?? Infinity;
      if (one.backlog !== null || at - one.at > FOLLOWS_MS || from <= begin || from > begin + one.bytes) continue;
      one.backlog = begin + one.bytes - from;
      correct(film, one);
    }
  };

  mediaViews.onShown((key, view, at) => {
    const film = films.get(key);
    const one = film?.cancelled.at(-1);
    if (!film || !one) return;
    if (one.next) {
      const share = one.next.seen === null && startedAnew(one.next.before, view, beginOf(film, one.next));
      if (share) one.next.seen = { at, share };
      return;
    }
    if (view.idleSince === null || Math.abs(view.idleSince - one.at) > FOLLOWS_MS) return;
    const idleMs = view.idleSince > one.at ? 0 : idleMsOf(view, one.at, one);
    if (idleMs === null) return;
    film.cancelled.pop();
    const of = { rest: restIn(film, view, one), isFilm: true, protocol: one.protocol, isSought: false, idleMs };
    postings.amend(one.posting, { down: size(one, of) }, NO_TAB);
  });

  return {
    sizeOf: (event, key, came) => {
      const view = event.type === 'media' ? mediaViews.viewOf(key) : null;
      const film = event.type === 'media' ? filmOf(key) : null;
      return size(film ? { ...came, ms: flowMsOf(film, event, came) } : came, {
        rest: Math.min(
          (contentLengthOf(event.headers) ?? Infinity) - came.bytes,
          film ? restIn(film, view, came) : Infinity,
        ),
        isFilm: event.type === 'media',
        protocol: protocolFor(event),
        isSought: false,
        idleMs: idleMsOf(view, event.at, came),
        isRestTold: unbuffered(view, came.bytes) < Infinity,
        ...(film && { ofFilm: film.pace, trip: trip(), isFirst: !film.isConnected }),
      });
    },
    asked: (event, key) => {
      const film = films.get(key);
      const one = film?.cancelled.at(-1);
      if (!film || !one || event.at - one.at > FOLLOWS_MS) return;
      if (event.from !== null) noteBacklog(film, event.from, event.at);
      if (one.next?.id === event.id) one.next.from ??= event.from;
      if (one.next) return;
      one.next = { id: event.id, sentAt: event.at, from: event.from, before: mediaViews.viewOf(key), seen: null };
      correct(film, one);
    },
    counted: (event, key, came, posting) => {
      noteRoundTrip(event, came);
      if (event.statusLine !== '') noteProtocol(event);
      if (event.type !== 'media') return;
      const film = filmOf(key);
      const isFirst = !film.isConnected;
      const protocol = event.statusLine === '' ? protocolFor(event) : protocolOf(event);
      const { from, total } = event.phase === 'failed' ? { from: 0, total: null } : mediaPart(event);
      film.total ??= total;
      const flowMs = flowMsOf(film, event, came);
      if (came.bytes >= MEASURABLE_BYTES && came.ms >= MEASURABLE_WAITS * (came.ms - flowMs))
        film.pace = Math.max(film.pace, came.bytes / flowMs);
      const before = replacedBy(film, event, came)?.one;
      if (before) {
        if (event.phase !== 'failed') before.protocol = protocol;
        before.isSought =
          event.phase !== 'failed' &&
          before.ms <= BY_PLAYER_MS &&
          event.at - before.at <= FOLLOWS_MS &&
          from >= before.bytes;
        before.waitMs = waitMsOf(film, event, came);
      }
      for (const one of film.cancelled) correct(film, one);
      film.isConnected = event.phase !== 'failed' || protocol !== 'http/1.1';
      if (event.phase !== 'failed' || came.bytes === 0) return;
      const view = mediaViews.viewOf(key);
      const rest = restIn(film, view, came);
      // Where its player had enough, `sizeOf` has already used that, which says more.
      if (idleMsOf(view, event.at, came) !== null) return;
      film.cancelled.push({
        ...{ ...came, flowMs },
        ...{ at: event.at, posting, protocol, rest, isSought: false, isFirst, next: null, waitMs: null, backlog: null },
      });
      if (film.cancelled.length > CANCELLED_KEPT) film.cancelled.shift();
    },
  };
}
