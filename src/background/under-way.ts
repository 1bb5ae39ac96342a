import type { CachedPart } from '../core/cached-part.ts';
import { contentLengthOf, type HttpHeader } from '../core/http-header.ts';
import { isDownload } from '../core/is-download.ts';
import { kindOf } from '../core/kind.ts';
import type { MediaPart } from '../core/media-size.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { siteOf } from '../core/site.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { openKey } from './open-postings.ts';

/** A request that has begun and not ended. */
export type UnderWay = {
  /**
   * The key under which a document's timeline reports it: of the address first requested; for a document itself, of the
   * last.
   */
  key: string;
  /** The key under which the tap reports it: of the address after the last redirect. */
  lastKey: string;
  /** The site whose worker sent it, where no tab did; else `''`. */
  workerOf: string;
  method: string;
  /** When it was first heard of, epoch ms. */
  sentAt: number;
  /** Known bytes of its body; `hidden`: there is more than that. */
  bodyUp: number;
  hidden: boolean;
  /** The last redirect that its body was sent to, while the body's size is unknown. */
  hop: OpenPosting | null;
  /** The response's head; `null` before it has arrived. */
  started: { at: number; url: string; status: number; headers: readonly HttpHeader[]; fromCache: boolean } | null;
  /** What the cache had of its file; `null`: nothing, or all that the response brings. */
  cached: CachedPart | null;
  /** Of a player's Range request: its offset in the file, in bytes; `null`: unknown. */
  from: number | null;
  /**
   * Of a player's request: the part of the file that the response carries; `null` before the head, and for all others.
   */
  part: MediaPart | null;
  /** The posting of what has arrived so far, if it was posted while growing. */
  posting: OpenPosting | null;
  /** The tap's id of the stream that reads it; `null` before the tap has reported. */
  stream: string | null;
  /**
   * The same of the channel that reports on its body, how much of that was sent, and when that was last more than before
   * (epoch ms); `null` before the first report.
   */
  upload: { by: string; bytes: number; at: number } | null;
};

/** Requests under way, by the browser's request id and by key. */
export type UnderWays = {
  /** The event's request, remembered from now on. */
  of(event: RequestEvent): UnderWay;
  /** Removes the event's request, which has ended. */
  end(event: RequestEvent): UnderWay;
  /** The requests of that key, oldest first. */
  withKey(key: string): UnderWay[];
  /** Whether a worker of that site has a request under way that belongs to no tab. */
  hasWorkerOf(site: string): boolean;
  /** Requests that tabs have under way, by request id, except pages and those that may outlive their page. */
  inTabs(): [id: string, tab: number][];
  /**
   * The most that can arrive, at that throughput, by `until` (epoch ms) of responses that are reported only at their
   * end: those of a declared length, and downloads.
   */
  untold(until: number, bytesPerMs: number): number;
};

/** Requests remembered at most; the oldest are forgotten first. */
const KEPT = 5000;

/** Types of requests that outlive the page they started from: navigations and downloads, beacons, keepalive fetches. */
const OUTLIVES_PAGE = ['main_frame', 'ping', 'beacon'];

/** Starts empty: after a worker restart, a request is known again from its next event. */
export function createUnderWays(): UnderWays {
  const byId = new Map<string, UnderWay>();
  const keys = new Map<string, Set<UnderWay>>();
  /** Where each was last seen, so that an address is hashed only once. */
  const lastSeen = new WeakMap<UnderWay, Pick<RequestEvent, 'tabId' | 'frameId' | 'url' | 'type'>>();

  const index = (key: string, one: UnderWay) => {
    const set = keys.get(key);
    if (set) set.add(one);
    else keys.set(key, new Set([one]));
  };
  const unindex = (key: string, one: UnderWay) => {
    const set = keys.get(key);
    set?.delete(one);
    if (set?.size === 0) keys.delete(key);
  };
  const forget = (id: string) => {
    const one = byId.get(id);
    byId.delete(id);
    if (!one) return;
    unindex(one.key, one);
    if (one.lastKey !== one.key) unindex(one.lastKey, one);
  };

  const rekey = (one: UnderWay, event: RequestEvent) => {
    const { tabId, frameId, url, type } = event;
    const last = lastSeen.get(one)!;
    if (last.url === url && last.tabId === tabId && last.frameId === frameId) return;
    lastSeen.set(one, { tabId, frameId, url, type });
    const key = openKey(tabId, frameId, url);
    if (one.lastKey === key) return;
    const isDocument = event.type === 'main_frame' || event.type === 'sub_frame';
    if (one.lastKey !== one.key || isDocument) unindex(one.lastKey, one);
    one.lastKey = key;
    if (isDocument) one.key = key;
    index(key, one);
  };

  const follow = (one: UnderWay, event: RequestEvent) => {
    rekey(one, event);
    // A 301, 302 or 303 turns a POST into a GET without its body (Fetch standard, 'HTTP-redirect fetch').
    if (event.method !== one.method)
      Object.assign(one, { method: event.method, bodyUp: 0, hidden: false, hop: null, upload: null });
    return one;
  };

  return {
    of: (event) => {
      const found = byId.get(event.id);
      if (found) return follow(found, event);
      if (byId.size >= KEPT) forget(byId.keys().next().value!);
      const begun = newUnderWay(event);
      byId.set(event.id, begun);
      index(begun.key, begun);
      const { tabId, frameId, url, type } = event;
      lastSeen.set(begun, { tabId, frameId, url, type });
      return begun;
    },
    end: (event) => {
      const found = byId.get(event.id);
      // Most requests have a single event, their end.
      if (!found) return newUnderWay(event);
      const one = follow(found, event);
      forget(event.id);
      return one;
    },
    withKey: (key) => [...(keys.get(key) ?? [])],
    hasWorkerOf: (site) => site !== '' && [...byId.values()].some(({ workerOf }) => workerOf === site),
    inTabs: () =>
      [...byId].flatMap(([id, one]): [string, number][] => {
        const { tabId, type } = lastSeen.get(one)!;
        return tabId < 0 || OUTLIVES_PAGE.includes(type) ? [] : [[id, tabId]];
      }),
    untold: (until, bytesPerMs) => {
      let bytes = 0;
      for (const one of byId.values()) {
        const { started, posting, stream } = one;
        if (!started || started.fromCache || posting || stream !== null) continue;
        const declared = contentLengthOf(started.headers);
        if (declared === null && !isDownload(started.headers, kindOf(lastSeen.get(one)!.type))) continue;
        bytes += Math.min(declared ?? Infinity, Math.max(0, until - started.at) * bytesPerMs);
      }
      return bytes;
    },
  };
}

function newUnderWay(event: RequestEvent): UnderWay {
  const key = openKey(event.tabId, event.frameId, event.url);
  return {
    key,
    lastKey: key,
    workerOf: event.tabId < 0 ? siteOf(event.initiator) : '',
    method: event.method,
    sentAt: event.at,
    bodyUp: event.bodyUp ?? 0,
    hidden: event.hasHiddenBody,
    hop: null,
    started: null,
    cached: null,
    from: event.from,
    part: null,
    posting: null,
    stream: null,
    upload: null,
  };
}
