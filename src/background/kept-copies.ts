import * as v from 'valibot';
import { headerOf } from '../core/http-header.ts';
import type { KeptAsk, KeptCopy } from '../core/kept-copy.ts';
import { keptStamp } from '../core/kept-stamp.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { TOLD_WITHIN_MS } from '../core/told-within.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { NO_TAB } from './open-postings.ts';

/** Which document is to ask the cache. `documentId`: the browser's; `null`: any tab's page of this origin. */
export type KeptCopyPlace = { tabId: number; documentId: string | null; origin: string };

/**
 * Finds the sizes of same-origin responses that nothing reports, by their HTTP cache entries: what workers of any kind
 * fetched, the workers' own scripts, saved files. Never of a private window.
 */
export type KeptCopies = {
  /** A request has completed and was posted as `posting`. */
  completed(event: RequestEvent, posting: OpenPosting): void;
  /**
   * A document has started a worker: from now on its unreported responses are looked up at once, for it may be left
   * soon.
   */
  beganWorker(documentId: string): void;
  /**
   * Whether the request was a lookup of this module's, which cost nothing and which no page made. Answers true once for
   * each lookup.
   */
  isLook(event: RequestEvent): boolean;
};

export type KeptCopiesDeps = {
  /** Asks a document for its cache entries. Resolves to them in the order of `asks`, or to something else, or never. */
  look(place: KeptCopyPlace, asks: readonly KeptAsk[]): Promise<unknown>;
  found(posting: OpenPosting, copy: KeptCopy, encoding: string | null): void;
  setTimer(callback: () => void, ms: number): unknown;
};

/**
 * Responses of one document that wait or are looked up, at most: a page leaves some tens, and only a flooding one more.
 */
const MOST_OF_ONE = 100;

/** Documents remembered at most. */
const MOST_DOCUMENTS = 500;

/** Lookups in one document at a time: if it is left, the earlier ones have been answered. */
const AT_A_TIME = 10;

/** The longest wait for an answer: a frozen document never answers. */
const ANSWER_MS = 10_000;

/** The browser's event for a lookup may come this long after the page's answer. */
const LATE_EVENT_MS = 5000;

/** Larger than any HTTP cache entry. */
const MOST_BYTES = 1e9;

/** The largest valid gzip ratio: the shortest texts grow when compressed. */
const MOST_SHARE = 30;

const copy = v.object({
  decoded: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES)),
  gzipShare: v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_SHARE)),
});
const answer = v.array(v.fallback(v.nullable(copy), null));

/** `documentId`: `null` where any page of the origin was asked. */
type Lookup = { documentId: string | null; url: string };

type Waiting = { posting: OpenPosting; ask: KeptAsk; encoding: string | null };

/**
 * Keeps addresses in memory only, until they are looked up; if the background stops before that, their sizes stay
 * guesses.
 */
export function createKeptCopies({ look, found, setTimer }: KeptCopiesDeps): KeptCopies {
  const withWorkers = new Set<string>();
  /** The queue of each document: how many wait or are being looked up, and which are due. */
  const queues = new Map<string, { size: number; due: Waiting[]; isBusy: boolean }>();
  /** Lookups whose requests the browser has not reported yet. */
  const lookups = new Set<Lookup>();

  const lookUp = async (place: KeptCopyPlace, some: readonly Waiting[]) => {
    const asks = some.map(({ ask }) => ask);
    const own = asks.map(({ url }): Lookup => ({ documentId: place.documentId, url }));
    for (const one of own) lookups.add(one);
    const never = new Promise((done) => setTimer(() => done(null), ANSWER_MS));
    const told = v.safeParse(answer, await Promise.race([look(place, asks).catch(() => null), never]));
    const copies = told.success ? told.output : [];
    // A lookup without a hit is reported as a failed request, which costs nothing anyway.
    own.forEach((one, n) => copies[n] || lookups.delete(one));
    setTimer(() => own.forEach((one) => lookups.delete(one)), LATE_EVENT_MS);
    some.forEach(({ posting, encoding }, n) => {
      if (copies[n]) found(posting, copies[n], encoding);
    });
  };

  const drain = async (place: KeptCopyPlace, key: string) => {
    const queue = queues.get(key)!;
    if (queue.isBusy) return;
    queue.isBusy = true;
    while (queue.due.length > 0) {
      const some = queue.due.splice(0, AT_A_TIME);
      // A page or its tap may have reported some meanwhile.
      const untold = some.filter(({ posting }) => isUntold(posting));
      if (untold.length > 0) await lookUp(place, untold);
      queue.size -= some.length;
    }
    queue.isBusy = false;
    if (queue.size === 0) queues.delete(key);
  };

  return {
    completed: (event, posting) => {
      if (!isUntold(posting) || posting.site === PRIVATE_SITE || !mayBeKept(event)) return;
      const { tabId, initiator: origin, url, headers } = event;
      // A navigation that becomes a download makes no document.
      const documentId = tabId === NO_TAB || event.type === 'main_frame' ? null : event.documentId;
      const place = { tabId, documentId, origin };
      const key = `${documentId} ${origin}`;
      const queue = queues.get(key) ?? { size: 0, due: [], isBusy: false };
      if (queue.size === MOST_OF_ONE || (queue.size === 0 && queues.size >= MOST_DOCUMENTS)) return;
      queues.set(key, queue);
      queue.size++;
      const encoding = headerOf(headers, 'content-encoding') || null;
      const ask = { url, stamp: keptStamp((name) => headerOf(headers, name)), isEncoded: encoding !== null };
      const isWorkers = tabId === NO_TAB || (documentId !== null && withWorkers.has(documentId));
      setTimer(
        () => {
          queue.due.push({ posting, ask, encoding });
          void drain(place, key);
        },
        isWorkers ? 0 : TOLD_WITHIN_MS,
      );
    },
    beganWorker: (documentId) => {
      withWorkers.add(documentId);
      if (withWorkers.size > MOST_DOCUMENTS) withWorkers.delete(withWorkers.values().next().value!);
    },
    isLook: ({ fromCache, type, documentId, url }) => {
      if (!fromCache || type !== 'xmlhttprequest') return false;
      const own = [...lookups].find((one) => one.url === url && (one.documentId ?? documentId) === documentId);
      return own !== undefined && lookups.delete(own);
    },
  };
}

const isUntold = ({ awaits, transfer }: OpenPosting) => awaits.down && transfer.down.evidence === 'modelled';

/** Only complete same-origin responses that a cache may store (RFC 9111 §5.2.2.5); Firefox counts by itself. */
const mayBeKept = ({ method, status, fromCache, sizes, url, initiator, headers }: RequestEvent) =>
  method === 'GET' &&
  status === 200 &&
  !fromCache &&
  sizes === null &&
  new URL(url).origin === initiator &&
  !/\bno-store\b/i.test(headerOf(headers, 'cache-control') ?? '');
