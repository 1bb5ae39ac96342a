import type { MediaView } from '../core/media-size.ts';
import { idleFlow } from '../core/idle-flow.ts';
import { lengthByJump, restByLength, restByShare, type Rest } from '../core/rest-of-film.ts';
import type { Protocol } from '../core/wire.ts';
import type { OpenPosting } from '../storage/schema.ts';

/** What the browser counted of a body, `ms` after its request; `from`: its offset in the file, `null`: unknown. */
export type Came = { bytes: number; ms: number; from: number | null };

/**
 * The player's next request: when it was sent, its offset in the file (`null`: unknown), what the player had buffered
 * before, and what it first showed of the response.
 */
export type NextRequest = {
  id: string;
  sentAt: number;
  from: number | null;
  before: MediaView | null;
  seen: { at: number; share: number } | null;
};

/**
 * A cancelled response. `flowMs`: how long its body was arriving; `waitMs`: how long the next request waited for its
 * head; `backlog`: bytes counted that the player had not read, `null` while unknown; `idleMs`: how long its player had
 * had enough, `null`: it had not; `rest`: what was still to come.
 */
export type Cancelled = Came & {
  flowMs: number;
  at: number;
  posting: OpenPosting;
  protocol: Protocol | null;
  rest: Rest;
  idleMs: number | null;
  isSought: boolean;
  isFirst: boolean;
  next: NextRequest | null;
  waitMs: number | null;
  backlog: number | null;
};

/**
 * `total`: length in bytes, `null` while unknown, and `length` what its player's reports make of it; `jumpedTo`: the
 * last offset that its player requested, `null`: none but 0; `idleSince`: as in its player's last report, and `idle`:
 * when it last had enough before that; `pace`: best throughput, bytes per ms.
 */
export type Film = {
  total: number | null;
  length: number | null;
  jumpedTo: number | null;
  idleSince: number | null;
  idle: { since: number; until: number } | null;
  pace: number;
  cancelled: Cancelled[];
  isConnected: boolean;
};

/** The index, the player's next request, or its report that it has enough, follows a cancellation within this. */
export const FOLLOWS_MS = 1000;

/** Films remembered at most, the least recently used forgotten first. */
const FILMS_KEPT = 20;

/** What is remembered of the last films, by the key under which their players report. */
export type Films = {
  /** A new one where it is not known. */
  of(key: string): Film;
  known(key: string): Film | null;
};

/** Keeps the last films, in memory. */
export function createFilms(): Films {
  const films = new Map<string, Film>();
  return {
    of: (key) => {
      const film = films.get(key) ?? {
        ...{ total: null, length: null, jumpedTo: null, idleSince: null, idle: null },
        ...{ pace: 0, cancelled: [], isConnected: false },
      };
      films.delete(key);
      films.set(key, film);
      if (films.size > FILMS_KEPT) films.delete(films.keys().next().value!);
      return film;
    },
    known: (key) => films.get(key) ?? null,
  };
}

/** Notes what a player's report tells of its film as a whole, and of when it had enough. */
export function noteView(film: Film, view: MediaView): void {
  if (film.jumpedTo !== null) film.length = lengthByJump(view, film.jumpedTo) ?? film.length;
  const { idleSince, at } = view;
  if (film.idleSince !== null && film.idleSince !== idleSince) film.idle = { since: film.idleSince, until: at };
  film.idleSince = idleSince;
}

/**
 * How long a film's player had had enough by `at`, when it cancelled a response of `ms`; `null`: it had not, or its
 * report is older than the response. That it loads again may be reported before its cancelling is.
 */
export function idleMsOf({ idle, idleSince }: Film, at: number, { ms }: Pick<Came, 'ms'>): number | null {
  const before = idle && idle.until >= at - FOLLOWS_MS ? idle.since : Infinity;
  const idleMs = [before, idleSince ?? Infinity].map((since) => at - since).filter((past) => past >= 0 && past < ms);
  return idleMs.length > 0 ? Math.max(...idleMs) : null;
}

/** The least share of a response's duration that counts as transfer of its body, however long the round trip. */
export const LEAST_FLOW_SHARE = 0.3;

/** How long a response's body was arriving for its player, in ms: of `flowMs`, less what it was idle. */
export const readMsOf = ({ ms, flowMs, idleMs }: Pick<Cancelled, 'ms' | 'flowMs' | 'idleMs'>): number =>
  Math.max(1, flowMs - (idleMs ?? 0), (ms - (idleMs ?? 0)) * LEAST_FLOW_SHARE);

/** What was still to come of a film's response. `view`: its player's report, if it is of that time. */
export function restIn(
  film: Film,
  view: MediaView | null,
  one: Pick<Cancelled, 'from' | 'bytes' | 'ms' | 'flowMs' | 'idleMs'>,
): Rest {
  const { from, bytes, idleMs } = one;
  if (film.total !== null) return restByLength(film.total, from, bytes);
  const readOn = idleMs === null ? 0 : idleFlow({ bytes, readMs: readMsOf(one), idleMs }).readOn;
  const share = from ? null : restByShare(view, bytes, readOn);
  if (film.length === null) return share ?? { mean: Infinity, most: Infinity };
  const rest = restByLength(film.length, from, bytes);
  return { ...rest, most: share?.most ?? Infinity };
}
