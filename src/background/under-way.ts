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
  /** What a document's timeline calls it: the address that was first asked for, or of a document the last. */
  key: string;
  /** By the address after the last redirect: what the tap calls it. */
  lastKey: string;
  /** Whose worker asks for it, where no tab does; `''` else. */
  workerOf: string;
  method: string;
  /** Epoch ms at which it was first heard of. */
  sentAt: number;
  /** Bytes of its body as far as they are known; `hidden`: there is more than that. */
  bodyUp: number;
  hidden: boolean;
  /** The last redirect that its body was sent to, where the body's size is not known yet. */
  hop: OpenPosting | null;
  /** What came first of the response; `null` before that. */
  started: { at: number; url: string; status: number; headers: readonly HttpHeader[]; fromCache: boolean } | null;
  /** Of a player's request: where in its file it asked to begin, in bytes; `null`: not known. */
  from: number | null;
  /** Of a player's request: what of its file the response brings; `null` before that, and of all others. */
  part: MediaPart | null;
  /** What was posted of it already, while it grew. */
  posting: OpenPosting | null;
  /** Which of its documents' streams the tap reads it as; `null` before it has told. */
  stream: string | null;
};

/** Requests under way, by the browser's id and by key. */
export type UnderWays = {
  /** The request of that id, remembered from now on. */
  of(event: RequestEvent): UnderWay;
  /** Takes it out: it has ended. */
  end(event: RequestEvent): UnderWay;
  /** Those of that key, oldest first. */
  withKey(key: string): UnderWay[];
  /** Whether a worker of that site has something under way for no tab. */
  hasWorkerOf(site: string): boolean;
  /** What tabs have under way besides pages and what follows their being left, by the browser's id. */
  inTabs(): [id: string, tab: number][];
  /**
   * Bytes at most that will have come, over a link of that speed, until an instant (epoch ms) of what ends some day and is told
   * of only then: responses of a declared length, and files that are saved.
   */
  untold(until: number, bytesPerMs: number): number;
};

/** Requests remembered at most; the oldest are forgotten first. */
const KEPT = 5000;

/** What a page may begin for a time when it is gone: a page that comes or is saved, a beacon, a fetch that outlives it. */
const OUTLIVES_PAGE = ['main_frame', 'ping', 'beacon'];

/** Begins with none: what was under way when the worker was stopped is known again from its next event. */
export function createUnderWays(): UnderWays {
  const byId = new Map<string, UnderWay>();
  const keys = new Map<string, Set<UnderWay>>();
  /** What each was called by when it was last heard of: an address is hashed once. */
  const heard = new WeakMap<UnderWay, Pick<RequestEvent, 'tabId' | 'frameId' | 'url' | 'type'>>();

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

  const rename = (one: UnderWay, event: RequestEvent) => {
    const { tabId, frameId, url, type } = event;
    const last = heard.get(one)!;
    if (last.url === url && last.tabId === tabId && last.frameId === frameId) return;
    heard.set(one, { tabId, frameId, url, type });
    const key = openKey(tabId, frameId, url);
    if (one.lastKey === key) return;
    const isDocument = event.type === 'main_frame' || event.type === 'sub_frame';
    if (one.lastKey !== one.key || isDocument) unindex(one.lastKey, one);
    one.lastKey = key;
    if (isDocument) one.key = key;
    index(key, one);
  };

  const goOn = (one: UnderWay, event: RequestEvent) => {
    rename(one, event);
    // A 301, 302 or 303 turns a POST into a GET without its body (Fetch standard, 'HTTP-redirect fetch').
    if (event.method !== one.method) Object.assign(one, { method: event.method, bodyUp: 0, hidden: false, hop: null });
    return one;
  };

  return {
    of: (event) => {
      const found = byId.get(event.id);
      if (found) return goOn(found, event);
      if (byId.size >= KEPT) forget(byId.keys().next().value!);
      const begun = beginningOf(event);
      byId.set(event.id, begun);
      index(begun.key, begun);
      const { tabId, frameId, url, type } = event;
      heard.set(begun, { tabId, frameId, url, type });
      return begun;
    },
    end: (event) => {
      const found = byId.get(event.id);
      // Most are heard of once, when they end.
      if (!found) return beginningOf(event);
      const one = goOn(found, event);
      forget(event.id);
      return one;
    },
    withKey: (key) => [...(keys.get(key) ?? [])],
    hasWorkerOf: (site) => site !== '' && [...byId.values()].some(({ workerOf }) => workerOf === site),
    inTabs: () =>
      [...byId].flatMap(([id, one]): [string, number][] => {
        const { tabId, type } = heard.get(one)!;
        return tabId < 0 || OUTLIVES_PAGE.includes(type) ? [] : [[id, tabId]];
      }),
    untold: (until, bytesPerMs) => {
      let bytes = 0;
      for (const one of byId.values()) {
        const { started, posting, stream } = one;
        if (!started || started.fromCache || posting || stream !== null) continue;
        const declared = contentLengthOf(started.headers);
        if (declared === null && !isDownload(started.headers, kindOf(heard.get(one)!.type))) continue;
        bytes += Math.min(declared ?? Infinity, Math.max(0, until - started.at) * bytesPerMs);
      }
      return bytes;
    },
  };
}

function beginningOf(event: RequestEvent): UnderWay {
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
    from: event.from,
    part: null,
    posting: null,
    stream: null,
  };
}
