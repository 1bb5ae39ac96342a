import { HOUR_MS } from '../duration.ts';
import { createRequestBlocks, type BrowserName, type RequestBlocks } from '../request-head.ts';
import { createHeaderTable, type HeaderTable } from './header-table.ts';

/**
 * Connections opened for a request, as a mean over possible cases: with full handshakes, and resumed with a ticket.
 * `spare`: how many of them were opened only if the server's protocol was still unknown. Absent: none.
 */
export type Opened = { full: number; resumed: number; spare?: number };

/** What is known of the connections to one host for one sort of request. */
export type Pool = {
  /** How likely it is that there is one, 0 to 1. */
  warm: number;
  /** How many there are, if so. */
  connections: number;
  /** Epoch ms of the last request. */
  lastAt: number;
  /** A ticket was issued, with which the next connection is resumed. */
  hasTicket: boolean;
  /** How long its server keeps an idle connection, in ms. */
  idleMs: number;
  /** The browser's number of the newest request when the first response came over this pool, epoch ms `firstAt`. */
  mark: number;
  firstAt: number;
  /** Responses have come without a pause since the first: all of them were requested before it. */
  isFirstRun: boolean;
  /** Body bytes of the responses that have come without a pause until now. */
  runBytes: number;
  /** The header tables of either direction; `null` where unknown. */
  tables: { down: HeaderTable; up: RequestBlocks } | null;
};

/** How long servers keep an idle connection, in ms, where nothing tells: large ones keep it for minutes. */
export const IDLE_MS = 120_000;

/** How long a ticket is good for: an hour to a week (RFC 8446 §4.6.1). */
const TICKET_MS = HOUR_MS;

/** The most connections of an HTTP/1.1 pool, in both browsers. */
const MOST_CONNECTIONS = 6;

/**
 * Connections that a browser opens for a request, on average. From Chromium's own log (`--log-net-log`) and captured
 * packets of the bench's build sets: 360 pools of HTTP/2, 50 of HTTP/1.1.
 *
 * - `first`: for the request that finds none; `document`: for a navigation, for which Chromium opens two.
 * - `waiting`: for each that began before the first was answered: it waited for the same connection, and had one opened
 *   for itself while it was still unknown that the server speaks HTTP/2. That one is closed unused. Firefox's shares
 *   are of 350 such requests over HTTP/2 and 63 over HTTP/1.1, by the connections that the server of two sets of seven
 *   pages counted (`npm run bench:accuracy -- --browser firefox --set pages-build`, `--set pages-fresh --seed 201`:
 *   0.43 and 0.41, 0.65 and 0.57).
 * - `later`: for each after that.
 */
export const HABITS: Readonly<
  Record<BrowserName, Record<'h1' | 'h2', { document: number; first: number; waiting: number; later: number }>>
> = {
  chromium: {
    h2: { document: 2, first: 1, waiting: 0.42, later: 0 },
    h1: { document: 2, first: 1, waiting: 0.9, later: 0.15 },
  },
  firefox: {
    h2: { document: 1, first: 1, waiting: 0.42, later: 0 },
    h1: { document: 1, first: 1, waiting: 0.6, later: 0.15 },
  },
};

/** A pool of which nothing is known, at `at` (epoch ms). */
export const coldPool = (at: number): Pool => ({
  warm: 0,
  connections: 0,
  lastAt: at,
  hasTicket: false,
  idleMs: IDLE_MS,
  mark: 0,
  firstAt: at,
  isFirstRun: false,
  runBytes: 0,
  tables: null,
});

/** Cools a pool down by `at` (epoch ms): servers close idle connections, and forget their tickets later. */
export function coolPool(pool: Pool, at: number): void {
  const idle = at - pool.lastAt;
  if (idle <= pool.idleMs) return;
  const hasTicket = (pool.warm > 0 || pool.hasTicket) && idle <= TICKET_MS;
  Object.assign(pool, { warm: 0, connections: 0, tables: null, hasTicket });
}

/** A request that uses a pool. Times are epoch ms. */
export type PoolRequest = {
  /** How likely it uses this pool, 0 to 1. */
  share: number;
  /** The browser's own number of it, growing in the order in which requests begin; `newest`: the largest so far. */
  number: number;
  newest: number;
  /** `null`: the browser did not tell. */
  sentAt: number | null;
  startedAt: number;
  isDocument: boolean;
  isHttp1: boolean;
};

/**
 * A response that begins within this time after the end of another one of its connection was wanted before that, and
 * follows on it without a pause, in ms: no link is that fast there and back.
 */
const RUN_MS = 2;

/** No phone's link answers sooner (see `packets.ts`): what comes this soon after the first response was sent before it. */
const SOONEST_MS = 10;

/** Whether a request's response followed on that of another one without a pause, before which it was sent. */
export const isInRun = (pool: Pool, { sentAt, startedAt }: Pick<PoolRequest, 'sentAt' | 'startedAt'>): boolean =>
  pool.warm > 0 && startedAt - pool.lastAt <= RUN_MS && (sentAt === null || sentAt <= pool.lastAt);

/** Whether a request was sent before the pool's first response came. */
const isWaitingIn = (pool: Pool, { number, sentAt }: PoolRequest): boolean =>
  sentAt === null ? number <= pool.mark || pool.isFirstRun : sentAt <= pool.firstAt;

/**
 * Notes a request that uses the pool with probability `share`, and returns what it opened.
 *
 * Which of two pools a server's requests use is unknown in common for all of them: its pages mark all of its pictures
 * `crossorigin` or none. So a request opens a connection only as far as its share exceeds those of the requests before.
 */
export function usePool(pool: Pool, request: PoolRequest, browser: BrowserName): Opened {
  const habits = HABITS[browser][request.isHttp1 ? 'h1' : 'h2'];
  const { share } = request;
  const cold = Math.max(0, share - pool.warm);
  const first = request.isDocument ? habits.document : habits.first;
  if (pool.warm === 0) {
    Object.assign(pool, { mark: request.newest, firstAt: request.startedAt, isFirstRun: true });
    pool.connections = first;
    pool.tables = { down: createHeaderTable(), up: createRequestBlocks(browser) };
  } else pool.isFirstRun &&= isInRun(pool, request) || request.startedAt - pool.firstAt <= SOONEST_MS;
  pool.firstAt = Math.min(pool.firstAt, request.startedAt);
  const isWaiting = isWaitingIn(pool, request);
  const room = Math.max(0, MOST_CONNECTIONS - pool.connections);
  const next = Math.min(room, isWaiting ? habits.waiting : habits.later);
  const joint = Math.min(share, pool.warm);
  const more = joint * next;
  if (pool.warm > 0) pool.connections += more / pool.warm;
  pool.warm += cold;
  const early = cold * first + (isWaiting ? more : 0);
  const late = isWaiting ? 0 : more;
  const spare = isWaiting && !request.isHttp1 ? more : 0;
  const opened = pool.hasTicket ? { full: 0, resumed: early + late } : { full: early, resumed: late };
  return spare > 0 ? { ...opened, spare } : opened;
}
