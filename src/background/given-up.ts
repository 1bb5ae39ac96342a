import { behindReader, FASTEST_FLOW } from '../core/behind-reader.ts';
import { known, type Size } from '../core/body-size.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { CONNECTING_TRIPS } from '../core/in-flow.ts';
import { mediaPart } from '../core/media-part.ts';
import { startedAnew, waitedFor } from '../core/next-wait.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import type { MediaView } from '../core/media-size.ts';
import type { Protocol } from '../core/wire.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { MediaViews } from './media-views.ts';
import { NO_TAB } from './open-postings.ts';
import type { Postings } from './postings.ts';
import type { Throughput } from './throughput.ts';
import { protocolOf } from './transfer-of.ts';

/** What a browser counted of a response's body, in `ms` since it was asked for, `from` where in its file (`null`: not known). */
export type Came = { bytes: number; ms: number; from: number | null };

/** What a browser that counts has not counted of what was given up. */
export type GivenUp = {
  /** `key`: the response's, by which players tell of it. */
  sizeOf(event: RequestEvent, key: string, came: Came): Size;
  /** Takes note of a film's being asked for, once or, where it is told later from where, twice. */
  asked(event: RequestEvent, key: string): void;
  /** Takes note of what has been counted and posted, to its end or not. */
  counted(event: RequestEvent, key: string, came: Came, posting: OpenPosting): void;
};

/**
 * Who gives a film up so soon after asking for it is its player: no person has seen anything by then. A jump makes players
 * ask for an index, too, of a film that may have stood still by then.
 */
const AT_ONCE_MS = 100;

/** Between that and the index; or until a player that wanted no more than to know the film says that it has enough. */
const HEARD_WITHIN_MS = 1000;

/** Films, and hosts, remembered at most; and of each what its player has left last. */
const KEPT = 20;
const LEFT_KEPT = 5;

/** As much comes with a response's head, and takes no longer than that (RFC 6928); so many of these tell a round trip. */
const SMALL_BYTES = 14_600;
const TRIPS_KEPT = 20;

/**
 * What a response has to have brought to tell how fast the link brings its film, and how much longer than its usual wait it has
 * to have taken: of a shorter one most may have been the wait.
 */
const TELLING_BYTES = 262_144;
const TELLING_WAITS = 3;

/** Of a response's time so much at least is taken for what its bytes took, however long its way is known to be. */
const LEAST_FLOW = 0.3;

/**
 * What was asked for in its place: when, `from` where in its file (`null`: not known), with what already there, and the first
 * that was seen of it.
 */
type Next = {
  id: string;
  sentAt: number;
  from: number | null;
  before: MediaView | null;
  seen: { at: number; share: number } | null;
};

/**
 * `flowMs`: how long it came; `waitMs`: how long what was asked for next waited for its head; `backlog`: what its player had not
 * taken of it, `null` while that is not known.
 */
type Left = Came & {
  flowMs: number;
  at: number;
  posting: OpenPosting;
  protocol: Protocol | null;
  rest: number;
  isSought: boolean;
  isFirst: boolean;
  next: Next | null;
  waitMs: number | null;
  backlog: number | null;
};

/** `pace`: bytes a ms at its best; `total`: its length, `null` while that is not known. */
type Film = { total: number | null; pace: number; left: Left[]; isConnected: boolean };

/**
 * Firefox tells neither protocol nor head of what failed. But its hosts have answered before; a player says when it has
 * enough; what is asked for next queues behind what was given up; and one that finds no index at a film's beginning
 * (ISO/IEC 14496-12: `moov` behind `mdat`) gives the response up in full flow and asks for the end of the file: as soon as that
 * has come, it is known what the first was left for, and how much there was of it.
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
    const film = films.get(key) ?? { total: null, pace: 0, left: [], isConnected: false };
    films.delete(key);
    films.set(key, film);
    if (films.size > KEPT) films.delete(films.keys().next().value!);
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

  /** For how long its player had enough of what ended then; `null`: it had not, or what it says is older than that. */
  const idleMsOf = (view: MediaView | null, at: number, { ms }: Pick<Came, 'ms'>): number | null => {
    const idleMs = at - (view?.idleSince ?? Infinity);
    return idleMs >= 0 && idleMs < ms ? idleMs : null;
  };

  /** At what share of its film it was asked to begin. */
  const beginOf = ({ total }: Film, { from }: Next): number | null =>
    from === null || total === null ? null : from / total;

  /** What there was still to come of it, at most. */
  const restIn = (film: Film, view: MediaView | null, came: Came): number =>
    Math.min(restOf(view, came), Math.max(0, (film.total ?? Infinity) - came.bytes));

  const noteProtocol = (event: RequestEvent) => {
    const host = hostOf(event.url);
    protocols.delete(host);
    protocols.set(host, protocolOf(event));
    if (protocols.size > KEPT) protocols.delete(protocols.keys().next().value!);
  };

  const noteTrip = (event: RequestEvent, { bytes, ms }: Came) => {
    if (bytes > SMALL_BYTES || event.phase !== 'completed' || event.fromCache || !(ms > 0)) return;
    trips.push(protocols.has(hostOf(event.url)) ? ms : ms / (1 + CONNECTING_TRIPS));
    if (trips.length > TRIPS_KEPT) trips.shift();
  };

  /** Of what takes the place of one that was given up; `null`: either is as likely. */
  const tripsOf = (protocol: Protocol | null) =>
    1 + (protocol === 'http/1.1' ? CONNECTING_TRIPS : protocol === null ? CONNECTING_TRIPS / 2 : 0);

  const trip = () => (trips.length > 0 ? Math.min(...trips) : null);

  /** What was left, by what is known of it now. */
  const tell = (film: Film, one: Left) => {
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

  /** What was left for the response that has ended now; `null`: there is none. */
  const leftFor = (film: Film, event: RequestEvent, { ms }: Came): { one: Left; next: Next } | null => {
    const one = film.left.at(-1);
    return one?.next && Math.abs(one.next.sentAt - (event.at - ms)) < 1 ? { one, next: one.next } : null;
  };

  /** How long a response waited for its head behind what was left for it; `null`: for nothing, or it is not known. */
  const waitMsOf = (film: Film, event: RequestEvent, came: Came): number | null => {
    const before = leftFor(film, event, came);
    // A link that is faster than its readers is not what the rest of its time went to: 100 ms would be megabytes.
    if (!before || film.pace > FASTEST_FLOW) return null;
    const { seen, sentAt } = before.next;
    return waitedFor({
      ...{ came, pace: film.pace || throughput.bytesPerMs(), total: film.total },
      seen: seen && { ms: seen.at - sentAt, share: seen.share },
    });
  };

  /** How long it came, in ms. */
  const flowMsOf = (film: Film, event: RequestEvent, came: Came): number => {
    const usual = (trip() ?? 0) * (film.isConnected ? 1 : 1 + CONNECTING_TRIPS);
    return Math.max(came.ms - (waitMsOf(film, event, came) ?? usual), came.ms * LEAST_FLOW);
  };

  /** A player that goes on where it was before it left has taken what lies before that. */
  const noteBacklog = (film: Film, from: number, at: number) => {
    for (const one of film.left) {
      const begin = one.from ?? Infinity;
      if (one.backlog !== null || at - one.at > HEARD_WITHIN_MS || from <= begin || from > begin + one.bytes) continue;
      one.backlog = begin + one.bytes - from;
      tell(film, one);
    }
  };

  mediaViews.onShown((key, view, at) => {
    const film = films.get(key);
    const one = film?.left.at(-1);
    if (!film || !one) return;
    if (one.next) {
      const share = one.next.seen === null && startedAnew(one.next.before, view, beginOf(film, one.next));
      if (share) one.next.seen = { at, share };
      return;
    }
    if (view.idleSince === null || Math.abs(view.idleSince - one.at) > HEARD_WITHIN_MS) return;
    const idleMs = view.idleSince > one.at ? 0 : idleMsOf(view, one.at, one);
    if (idleMs === null) return;
    film.left.pop();
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
        ...(film && { ofFilm: film.pace, trip: trip(), isFirst: !film.isConnected }),
      });
    },
    asked: (event, key) => {
      const film = films.get(key);
      const one = film?.left.at(-1);
      if (!film || !one || event.at - one.at > HEARD_WITHIN_MS) return;
      if (event.from !== null) noteBacklog(film, event.from, event.at);
      if (one.next?.id === event.id) one.next.from ??= event.from;
      if (one.next) return;
      one.next = { id: event.id, sentAt: event.at, from: event.from, before: mediaViews.viewOf(key), seen: null };
      tell(film, one);
    },
    counted: (event, key, came, posting) => {
      noteTrip(event, came);
      if (event.statusLine !== '') noteProtocol(event);
      if (event.type !== 'media') return;
      const film = filmOf(key);
      const isFirst = !film.isConnected;
      const protocol = event.statusLine === '' ? protocolFor(event) : protocolOf(event);
      const { from, total } = event.phase === 'failed' ? { from: 0, total: null } : mediaPart(event);
      film.total ??= total;
      const flowMs = flowMsOf(film, event, came);
      if (came.bytes >= TELLING_BYTES && came.ms >= TELLING_WAITS * (came.ms - flowMs))
        film.pace = Math.max(film.pace, came.bytes / flowMs);
      const before = leftFor(film, event, came)?.one;
      if (before) {
        if (event.phase !== 'failed') before.protocol = protocol;
        before.isSought =
          event.phase !== 'failed' &&
          before.ms <= AT_ONCE_MS &&
          event.at - before.at <= HEARD_WITHIN_MS &&
          from >= before.bytes;
        before.waitMs = waitMsOf(film, event, came);
      }
      for (const one of film.left) tell(film, one);
      film.isConnected = event.phase !== 'failed' || protocol !== 'http/1.1';
      if (event.phase !== 'failed' || came.bytes === 0) return;
      const view = mediaViews.viewOf(key);
      const rest = restIn(film, view, came);
      // Of what its player had enough of, more is known by that.
      if (idleMsOf(view, event.at, came) !== null) return;
      film.left.push({
        ...{ ...came, flowMs },
        ...{ at: event.at, posting, protocol, rest, isSought: false, isFirst, next: null, waitMs: null, backlog: null },
      });
      if (film.left.length > LEFT_KEPT) film.left.shift();
    },
  };
}

/**
 * What there was still to come of a film's first response, by the share of the film that its player has (`buffered` goes by
 * its index; a film's parts differ by so much); `Infinity` where that says nothing.
 */
function restOf(view: MediaView | null, { bytes }: Came): number {
  const [first, ...others] = view?.buffered ?? [];
  if (!view || !first || others.length > 0 || first[0] > 0 || !(first[1] > 0 && view.duration > 0)) return Infinity;
  return Math.max(0, bytes * (view.duration / first[1] - 1));
}
