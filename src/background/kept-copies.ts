import * as v from 'valibot';
import { headerOf } from '../core/http-header.ts';
import type { KeptCopy } from '../core/kept-copy.ts';
import type { RequestEvent } from '../core/request-event.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { NO_TAB } from './open-postings.ts';

/** Which document is to look: a frame of a tab, or, where `tabId` is `NO_TAB`, any of that origin. */
export type KeptCopyPlace = { tabId: number; frameId: number; origin: string };

/**
 * Finds the sizes that no page tells by the copies that the browser's cache has kept: of what workers of any kind fetched from
 * their own origin, and of the workers themselves.
 */
export type KeptCopies = {
  /** A request has completed; `posting`: as it was posted. */
  completed(event: RequestEvent, posting: OpenPosting): void;
  /** A document has begun a worker: what it does not know itself is looked for at once, for it may be left soon. */
  hasWorkers(tabId: number, frameId: number): void;
  /** Whether it was a look at such a copy: it cost nothing, and no page asked for it. */
  isLook(event: RequestEvent): boolean;
};

export type KeptCopiesDeps = {
  /** Asks a document for its copies, in the order of their addresses. */
  look(place: KeptCopyPlace, urls: readonly string[]): Promise<unknown>;
  /** Told what was kept of a response whose posting has that key and ended at `at`. */
  found(key: string, at: number, copy: KeptCopy, encoding: string | null): void;
  setTimer(callback: () => void, ms: number): unknown;
};

/** A page has told by then of all that it has fetched itself: see `GATHER_MS` of its observer. */
const LOOK_AFTER_MS = 1000;

/** Looked for at most at once: a page leaves some tens, and only one that floods more. */
const MOST_WAITING = 200;

/** Documents remembered at most as having workers. */
const MOST_FRAMES = 500;

/** The browser's word of a look may come after the page's answer. */
const LATE_MS = 5000;

/** No cache keeps more. */
const MOST_BYTES = 1e9;

const answer = v.array(
  v.nullable(
    v.object({
      decoded: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES)),
      gzipShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    }),
  ),
);

type Waiting = {
  key: string;
  at: number;
  url: string;
  place: KeptCopyPlace;
  encoding: string | null;
  posting: OpenPosting;
};

/** Keeps addresses in memory only, for as long as it takes. */
export function createKeptCopies({ look, found, setTimer }: KeptCopiesDeps): KeptCopies {
  const withWorkers = new Set<string>();
  /** By address, how often it is being looked for. */
  const looking = new Map<string, number>();

  const lookFor = async (place: KeptCopyPlace, some: readonly Waiting[]) => {
    const urls = some.map(({ url }) => url);
    for (const url of urls) looking.set(url, (looking.get(url) ?? 0) + 1);
    const told = v.safeParse(answer, await look(place, urls).catch(() => null));
    setTimer(() => {
      for (const url of urls) {
        const left = (looking.get(url) ?? 1) - 1;
        if (left > 0) looking.set(url, left);
        else looking.delete(url);
      }
    }, LATE_MS);
    if (!told.success) return;
    some.forEach(({ key, at, encoding }, n) => {
      const copy = told.output[n];
      if (copy) found(key, at, copy, encoding);
    });
  };

  /** Those that have waited, by document; what a page or its tap has told of meanwhile needs no look. */
  const fire = (all: readonly Waiting[]) => {
    const byPlace = new Map<string, Waiting[]>();
    for (const one of all.filter(({ posting }) => isUntold(posting))) {
      const some = byPlace.get(keyOf(one.place));
      if (some) some.push(one);
      else byPlace.set(keyOf(one.place), [one]);
    }
    for (const some of byPlace.values()) void lookFor(some[0]!.place, some);
  };
  const soon = createQueue<Waiting>(fire, setTimer, 0);
  const later = createQueue<Waiting>(fire, setTimer, LOOK_AFTER_MS);

  return {
    completed: (event, posting) => {
      if (!mayBeKept(event) || !isUntold(posting)) return;
      const { tabId, frameId, initiator, url, at, headers } = event;
      const place = { tabId, frameId: tabId === NO_TAB ? NO_TAB : frameId, origin: initiator };
      const encoding = headerOf(headers, 'content-encoding') || null;
      const queue = tabId === NO_TAB || withWorkers.has(frameKey(tabId, frameId)) ? soon : later;
      queue({ key: posting.key, at, url, place, encoding, posting });
    },
    hasWorkers: (tabId, frameId) => {
      if (withWorkers.size === MOST_FRAMES) withWorkers.clear();
      withWorkers.add(frameKey(tabId, frameId));
    },
    isLook: ({ fromCache, type, url }) => fromCache && type === 'xmlhttprequest' && looking.has(url),
  };
}

const isUntold = ({ awaits, transfer }: OpenPosting) => awaits.down && transfer.down.evidence === 'modelled';

const frameKey = (tabId: number, frameId: number) => `${tabId}:${frameId}`;
const keyOf = ({ tabId, frameId, origin }: KeptCopyPlace) => `${frameKey(tabId, frameId)} ${origin}`;

/** Hands on together what was put within so many ms of the first. */
function createQueue<One>(
  handOn: (all: readonly One[]) => void,
  setTimer: (callback: () => void, ms: number) => unknown,
  afterMs: number,
): (one: One) => void {
  let waiting: One[] = [];
  return (one) => {
    if (waiting.length === MOST_WAITING) return;
    waiting.push(one);
    if (waiting.length > 1) return;
    setTimer(() => {
      const all = waiting;
      waiting = [];
      handOn(all);
    }, afterMs);
  };
}

/** Only what the asker's own origin answered in full, and a cache may keep (RFC 9111 §5.2.2.5); Firefox counts for itself. */
const mayBeKept = ({ method, status, fromCache, sizes, url, initiator, headers }: RequestEvent) =>
  method === 'GET' &&
  status === 200 &&
  !fromCache &&
  sizes === null &&
  new URL(url).origin === initiator &&
  !/\bno-store\b/i.test(headerOf(headers, 'cache-control') ?? '');
