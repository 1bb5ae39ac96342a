import type { RequestEvent } from '../core/request-event.ts';
import type { BrowserName } from '../core/request-head.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import { siteOf } from '../core/site.ts';
import { responseBlock, spelledBlock } from '../core/wire/header-block.ts';
import { coldPool, coolPool, IDLE_MS, isInRun, usePool, type Opened, type Pool } from '../core/wire/pool.ts';
import { poolKey, uncredentialedShare } from '../core/wire/pool-key.ts';
import { serverHabits } from '../core/wire/server-habits.ts';
import type { Protocol } from '../core/wire.ts';

/** Pools remembered at most; the least recently used go first. */
const POOLS_KEPT = 1000;

/** Pools that outlive the worker: connections idle for longer than the last few hundred are closed soon anyway. */
const POOLS_DUMPED = 300;

/** Redirected requests remembered at most, until they end. */
const REDIRECTS_KEPT = 1000;

/**
 * When a request was sent and when its response began, epoch ms, absent where the browser did not tell; and how many
 * bytes its response's body has, as far as that is known.
 */
export type RequestCourse = { sentAt?: number | null; startedAt?: number | undefined; bytes?: number };

/**
 * What a request costs on its connection beyond its own bytes. `blockDown`, `blockUp`: header block sizes, absent where
 * the state of the compression tables is unknown.
 */
export type ConnectionUse = {
  opened: Opened;
  idleMs: number | undefined;
  endsApartFrom?: number | undefined;
  pieceBytes?: number | undefined;
  joined?: number;
  joinedTo?: number;
  blockDown?: number;
  blockUp?: number;
};

/**
 * As kept across restarts of the worker: pool, probability of an open connection, last use (epoch ms), whether a TLS
 * ticket was given, how long its server keeps an idle connection (ms).
 */
export type ConnectionsState = readonly (readonly [
  key: string,
  warm: number,
  lastAt: number,
  hasTicket: boolean,
  idleMs: number,
])[];

/** Estimates which connections requests open, by the requests before them. */
export type Connections = {
  /** Notes the browser's request number: requests that begin before a response arrives wait for the same connection. */
  sees(event: Pick<RequestEvent, 'id'>): void;
  /** The use by a request that went over the network. `site`: its owner. */
  use(event: RequestEvent, protocol: Protocol, site: string, course?: RequestCourse): ConnectionUse;
  dump(): ConnectionsState;
};

/** @param state what an earlier run of the background stored; empty in the first */
export function createConnections(browser: BrowserName, state: ConnectionsState = []): Connections {
  const pools = new Map<string, Pool>(
    state.map(([key, warm, lastAt, hasTicket, idleMs]) => [
      key,
      { ...coldPool(lastAt), warm, connections: warm, hasTicket, idleMs },
    ]),
  );
  let newest = 0;
  /** By the id of a redirected request, a number between the requests begun before and after its redirect. */
  const redirects = new Map<string, number>();

  /** Whether the requesting frame, or the one being navigated, is of another site: only Chromium distinguishes this. */
  const isForeignFrame = ({ type, url, initiator }: RequestEvent, site: string) => {
    if (type === 'main_frame' || browser === 'firefox') return false;
    const frameSite = siteOf(type === 'sub_frame' ? url : initiator);
    return frameSite !== '' && frameSite !== site;
  };

  const poolAt = (key: string, at: number): Pool => {
    const pool = pools.get(key) ?? coldPool(at);
    // Moved to the end: the most recently used.
    pools.delete(key);
    pools.set(key, pool);
    if (pools.size > POOLS_KEPT) pools.delete(pools.keys().next().value!);
    coolPool(pool, at);
    return pool;
  };

  const noteRedirect = (id: string) => {
    redirects.set(id, newest + 0.5);
    if (redirects.size > REDIRECTS_KEPT) redirects.delete(redirects.keys().next().value!);
  };

  return {
    sees: ({ id }) => {
      newest = Math.max(newest, Number(id) || 0);
    },
    use: (event, protocol, site, { sentAt = null, startedAt = event.at, bytes = 0 } = {}) => {
      const hop = redirects.get(event.id);
      const number = hop ?? (Number(event.id) || 0);
      if (event.phase === 'redirected') noteRedirect(event.id);
      else redirects.delete(event.id);
      const isForeign = isForeignFrame(event, site);
      const uncredentialed = uncredentialedShare(event);
      const opened: Opened = { full: 0, resumed: 0 };
      let idleMs: number | undefined;
      let joined = 0;
      let joinedTo = 0;
      let likeliest: Pool | null = null;
      const habits = serverHabits(event.headers, protocol);
      for (const isUncredentialed of [true, false]) {
        const share = isUncredentialed ? uncredentialed : 1 - uncredentialed;
        if (share === 0) continue;
        const pool = poolAt(poolKey(event.url, site, { isUncredentialed, isForeign }), startedAt);
        const request = {
          share,
          number,
          newest,
          // A redirected request was sent to its first host at that time.
          sentAt: hop === undefined ? sentAt : null,
          startedAt,
          isDocument: event.type === 'main_frame',
          isHttp1: protocol === 'http/1.1',
        };
        if (pool.warm > 0 && share >= 0.5) idleMs ??= Math.max(0, startedAt - pool.lastAt);
        const isJoined = isInRun(pool, request);
        if (isJoined) joined += share;
        if (isJoined && share >= 0.5) joinedTo = pool.runBytes;
        pool.runBytes = bytes + (isJoined ? pool.runBytes : 0);
        const part = usePool(pool, request, browser);
        opened.full += part.full;
        opened.resumed += part.resumed;
        if (part.spare) opened.spare = (opened.spare ?? 0) + part.spare;
        pool.lastAt = Math.max(event.at, pool.lastAt);
        pool.idleMs = habits.idleMs ?? IDLE_MS;
        if (share >= 0.5) likeliest ??= pool;
      }
      const tables = protocol === 'http/1.1' ? null : likeliest?.tables;
      const use: ConnectionUse = {
        opened,
        idleMs,
        endsApartFrom: habits.endsApartFrom,
        pieceBytes: habits.pieceBytes,
        joined,
        joinedTo,
      };
      if (!tables) return use;
      const blockDown = habits.spellsOut
        ? spelledBlock(event.status, event.headers)
        : responseBlock(event.status, event.headers, tables.down);
      return Object.assign(use, { blockDown, blockUp: tables.up.add(event) });
    },
    dump: () =>
      [...pools]
        .slice(-POOLS_DUMPED)
        .filter(([key]) => !key.includes(PRIVATE_SITE))
        .map(([key, { warm, lastAt, hasTicket, idleMs }]) => [key, warm, lastAt, hasTicket, idleMs] as const),
  };
}
