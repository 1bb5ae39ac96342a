import { behindReader, FASTEST_FLOW } from '../core/behind-reader.ts';
import { known, type Size } from '../core/body-size.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { CONNECTING_TRIPS } from '../core/in-flow.ts';
import { mediaPart } from '../core/media-part.ts';
import { startedAnew, waitedFor } from '../core/next-wait.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import { idleFlow } from '../core/idle-flow.ts';
import { restByShare } from '../core/rest-of-film.ts';
import type { Protocol } from '../core/wire.ts';
import type { OpenPosting } from '../storage/schema.ts';
import {
  createFilms,
  FOLLOWS_MS,
  idleMsOf,
  LEAST_FLOW_SHARE,
  readMsOf,
  noteView,
  restIn,
  type Came,
  type Cancelled,
  type Film,
  type NextRequest,
} from './films.ts';
import type { MediaViews } from './media-views.ts';
import { NO_TAB } from './open-postings.ts';
import type { Postings } from './postings.ts';
import { createRoundTrips } from './round-trips.ts';
import type { Throughput } from './throughput.ts';
import { protocolOf } from './transfer-of.ts';

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

/** Hosts whose protocol is remembered at most; and cancelled responses remembered of each film. */
const HOSTS_KEPT = 20;
const CANCELLED_KEPT = 5;

/**
 * The least size of a response that a film's throughput is measured from, and its least duration in multiples of its
 * wait for the head: a shorter one may have spent most of its time waiting.
 */
const MEASURABLE_BYTES = 262_144;
const MEASURABLE_WAITS = 3;

/** Of what, and in which time, `behindReader` estimates. */
const cameOf = (one: Pick<Cancelled, 'bytes' | 'ms' | 'flowMs' | 'idleMs'>) => ({
  bytes: one.bytes,
  ms: readMsOf(one) + (one.idleMs ?? 0),
});

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
  const films = createFilms();
  const protocols = new Map<string, Protocol>();
  const trips = createRoundTrips();

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

  /** The offset of the next request as a share of the film; `null`: unknown. */
  const beginOf = ({ total }: Film, { from }: NextRequest): number | null =>
    from === null || total === null ? null : from / total;

  const noteProtocol = (event: RequestEvent) => {
    const host = hostOf(event.url);
    protocols.delete(host);
    protocols.set(host, protocolOf(event));
    if (protocols.size > HOSTS_KEPT) protocols.delete(protocols.keys().next().value!);
  };

  /** Round trips of the request that follows a cancelled one; with an unknown protocol, the mean of both cases. */
  const tripsOf = (protocol: Protocol | null) =>
    1 + (protocol === 'http/1.1' ? CONNECTING_TRIPS : protocol === null ? CONNECTING_TRIPS / 2 : 0);

  /** Corrects the posting of a cancelled response by what is known now. */
  const correct = (film: Film, one: Cancelled) => {
    const { isSought, isFirst, protocol, idleMs, waitMs, backlog } = one;
    if (idleMs === null && waitMs === null && !isSought && backlog === null && !one.next) return;
    const count = tripsOf(protocol);
    const trip = Math.min(trips.shortest() ?? Infinity, (waitMs ?? Infinity) / count);
    const waited = waitMs === null ? null : { ms: waitMs, trips: count, trip };
    const now = restIn(film, null, one);
    const rest = { rest: Math.min(one.rest.mean, now.mean), restMost: Math.min(one.rest.most, now.most) };
    const flow = { ofFilm: film.pace, trip: Number.isFinite(trip) ? trip : null, isFirst };
    const next = { isSought, backlog, isJumped: one.next !== null && idleMs === null, waited };
    const down = size(cameOf(one), { ...rest, ...flow, ...next, isFilm: true, protocol, idleMs });
    postings.amend(one.posting, { down }, NO_TAB);
  };

  /** The cancelled response that the one that has just ended replaced; `null`: none. */
  const replacedBy = (film: Film, event: RequestEvent, { ms }: Came): { one: Cancelled; next: NextRequest } | null => {
    const one = film.cancelled.at(-1);
    // Behind one that was idle nothing queued.
    return one?.next && one.idleMs === null && Math.abs(one.next.sentAt - (event.at - ms)) < 1
      ? { one, next: one.next }
      : null;
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
    const usual = (trips.shortest() ?? 0) * (film.isConnected ? 1 : 1 + CONNECTING_TRIPS);
    return Math.max(came.ms - (waitMsOf(film, event, came) ?? usual), came.ms * LEAST_FLOW_SHARE);
  };

  /** A player that requests an offset inside a cancelled response has read everything before that offset. */
  const noteBacklog = (film: Film, from: number, at: number) => {
    for (const one of film.cancelled) {
      const begin = one.from ?? Infinity;
      if (
        one.backlog !== null ||
        one.idleMs !== null ||
        at - one.at > FOLLOWS_MS ||
        from <= begin ||
        from > begin + one.bytes
      )
        continue;
      one.backlog = begin + one.bytes - from;
      correct(film, one);
    }
  };

  mediaViews.onShown((key, view, at) => {
    const film = films.of(key);
    noteView(film, view);
    const one = film.cancelled.at(-1);
    if (!one) return;
    if (one.next) {
      const share = one.next.seen === null && startedAnew(one.next.before, view, beginOf(film, one.next));
      if (share) one.next.seen = { at, share };
    } else if (view.idleSince !== null && Math.abs(view.idleSince - one.at) <= FOLLOWS_MS)
      one.idleMs ??= view.idleSince > one.at ? 0 : idleMsOf(film, one.at, one);
    for (const idle of film.cancelled.filter(({ idleMs }) => idleMs !== null)) {
      const rest = restIn(film, view, idle);
      if (at - idle.at <= FOLLOWS_MS && rest.mean < idle.rest.mean) idle.rest = rest;
      correct(film, idle);
    }
  });

  return {
    sizeOf: (event, key, came) => {
      const declared = (contentLengthOf(event.headers) ?? Infinity) - came.bytes;
      const known = { protocol: protocolFor(event), isSought: false };
      if (event.type !== 'media') return size(came, { ...known, rest: declared, isFilm: false, idleMs: null });
      const film = films.of(key);
      const view = mediaViews.viewOf(key);
      const flow = { ...came, flowMs: flowMsOf(film, event, came), idleMs: idleMsOf(film, event.at, came) };
      const { mean, most } = restIn(film, view, flow);
      return size(cameOf(flow), {
        ...{ ...known, rest: Math.min(declared, mean), restMost: Math.min(declared, most), isFilm: true },
        ...{ idleMs: flow.idleMs, isRestTold: restByShare(view, came.bytes, 0) !== null },
        ...{ ofFilm: film.pace, trip: trips.shortest(), isFirst: !film.isConnected },
      });
    },
    asked: (event, key) => {
      const film = films.known(key);
      if (film && event.from) film.jumpedTo = event.from;
      const one = film?.cancelled.at(-1);
      if (!film || !one || event.at - one.at > FOLLOWS_MS) return;
      if (event.from !== null) noteBacklog(film, event.from, event.at);
      if (one.next?.id === event.id) one.next.from ??= event.from;
      if (one.next) return;
      one.next = { id: event.id, sentAt: event.at, from: event.from, before: mediaViews.viewOf(key), seen: null };
      correct(film, one);
    },
    counted: (event, key, came, posting) => {
      if (event.phase === 'completed' && !event.fromCache)
        trips.took(came.bytes, came.ms, protocols.has(hostOf(event.url)));
      if (event.statusLine !== '') noteProtocol(event);
      if (event.type !== 'media') return;
      const film = films.of(key);
      const isFirst = !film.isConnected;
      const protocol = event.statusLine === '' ? protocolFor(event) : protocolOf(event);
      const { from, total } = event.phase === 'failed' ? { from: 0, total: null } : mediaPart(event);
      film.total ??= total;
      const flowMs = flowMsOf(film, event, came);
      const view = mediaViews.viewOf(key);
      const idleMs = event.phase === 'failed' ? idleMsOf(film, event.at, came) : null;
      const readMs = readMsOf({ ...came, flowMs, idleMs });
      const activeMs = came.ms - (idleMs ?? 0);
      if (came.bytes >= MEASURABLE_BYTES && activeMs >= MEASURABLE_WAITS * (activeMs - readMs))
        film.pace = Math.max(film.pace, idleFlow({ bytes: came.bytes, readMs, idleMs: idleMs ?? 0 }).pace);
      const before = replacedBy(film, event, came)?.one;
      if (event.phase !== 'failed') for (const one of film.cancelled) one.protocol = protocol;
      if (before) {
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
      film.cancelled.push({
        ...{ ...came, flowMs, idleMs, at: event.at, posting, protocol, isFirst },
        rest: restIn(film, view, { ...came, flowMs, idleMs }),
        ...{ isSought: false, next: null, waitMs: null, backlog: null },
      });
      if (film.cancelled.length > CANCELLED_KEPT) film.cancelled.shift();
    },
  };
}
