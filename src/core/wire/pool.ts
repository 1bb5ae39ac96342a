import { HOUR_MS } from '../duration.ts';
import { createRequestBlocks, type BrowserName, type RequestBlocks } from '../request-head.ts';
import { createHeaderTable, type HeaderTable } from './header-table.ts';

/** Connections opened for a request, as a mean over possible cases: with full handshakes, and resumed with a ticket. */
export type Opened = { full: number; resumed: number };

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
  /** The browser's number of the newest request when the first response came over this pool. */
  mark: number;
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
  tables: null,
});

/** Cools a pool down by `at` (epoch ms): servers close idle connections, and forget their tickets later. */
export function coolPool(pool: Pool, at: number): void {
  const idle = at - pool.lastAt;
  if (idle <= pool.idleMs) return;
  const hasTicket = (pool.warm > 0 || pool.hasTicket) && idle <= TICKET_MS;
  Object.assign(pool, { warm: 0, connections: 0, tables: null, hasTicket });
}

/**
 * Notes a request that uses the pool with probability `share`, and returns what it opened.
 *
 * @param number the browser's own number of the request, growing in the order in which requests begin; `newest` is the
 *   largest so far.
 */
export function usePool(
  pool: Pool,
  request: { share: number; number: number; newest: number; isDocument: boolean; isHttp1: boolean },
  browser: BrowserName,
): Opened {
  const habits = HABITS[browser][request.isHttp1 ? 'h1' : 'h2'];
  const { share } = request;
  const cold = share * (1 - pool.warm);
  const first = request.isDocument ? habits.document : habits.first;
  if (pool.warm === 0) {
    pool.mark = request.newest;
    pool.connections = first;
    pool.tables = { down: createHeaderTable(), up: createRequestBlocks(browser) };
  }
  const isWaiting = request.number <= pool.mark;
  const room = Math.max(0, MOST_CONNECTIONS - pool.connections);
  const next = Math.min(room, isWaiting ? habits.waiting : habits.later);
  const more = share * pool.warm * next;
  pool.connections += more;
  pool.warm += cold;
  const early = cold * first + (isWaiting ? more : 0);
  const late = isWaiting ? 0 : more;
  return pool.hasTicket ? { full: 0, resumed: early + late } : { full: early, resumed: late };
}
