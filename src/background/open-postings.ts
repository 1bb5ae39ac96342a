import { addressHash } from '../core/address-hash.ts';
import { MINUTE_MS } from '../core/duration.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { TimingEntry } from '../core/request-event.ts';
import type { SizeClass } from '../core/size-model.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createEarly } from './early.ts';

/** A posting may be corrected for this long: a document's timeline reports within a second of the response's end. */
const OPEN_MS = 5 * MINUTE_MS;

/**
 * How far the page's and the browser's clock may differ on when a response ended. Wide enough for a frozen renderer,
 * narrow enough that a later visit's entry never corrects an earlier request.
 */
const MATCH_WITHIN_MS = 10_000;

/** Whether something happened near enough to `at` (epoch ms) to be the end of the same request. */
export const endedWith =
  (at: number) =>
  (one: { at: number }): boolean =>
    Math.abs(one.at - at) < MATCH_WITHIN_MS;

/** The longest regular gap between two checks for expired postings: the background checks each minute while it runs. */
const CHECKS_APART_MS = 2 * MINUTE_MS;

/** Open postings kept at most; the oldest are closed first and stay as they were posted. */
const POSTINGS_KEPT = 2000;

/** The tab and frame id of a service worker's requests. */
export const NO_TAB = -1;

/** The key by which a request and its evidence are matched: same tab, same frame, same address. */
export function openKey(tabId: number, frameId: number, url: string): string {
  return `${tabId}:${frameId}:${addressHash(url)}`;
}

/** The hash of the address in a key. */
export const addressOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1);
const isWithoutTab = (key: string): boolean => key.startsWith(`${NO_TAB}:`);

/** The tab of a key. */
export const tabOf = (key: string): number => Number(key.slice(0, key.indexOf(':')));

/** What its size is guessed from: see `Guesses`. Addresses of pages are not remembered, not even as hashes. */
export const sizeClassOf = ({ host, kind, sized = kind, encoded, key }: SizedPlace): SizeClass => ({
  ...{ host, kind: sized, encoded },
  address: kind === 'document' || kind === 'frame' ? null : addressOf(key),
});
type SizedPlace = Pick<OpenPosting, 'host' | 'kind' | 'sized' | 'encoded' | 'key'>;

/** The same address in any frame of any tab: a form may load its result into another frame, or another tab. */
export const anyFrame = (key: string): string => `*:${addressOf(key)}`;

const isDocument = ({ kind }: OpenPosting) => kind === 'document' || kind === 'frame';

/** How to find the posting that a better response size belongs to. */
export type Hint = { endedAt: number };

/** Postings that better evidence may still correct, by key. */
export type OpenPostings = {
  add(posting: OpenPosting): void;
  /** Removes and returns the entry that arrived before its posting; `null` where none waits. */
  early(posting: OpenPosting): TimingEntry | null;
  /** The posting of that key that awaits its response size and ended nearest to `hint`. */
  waitingFor(key: string, hint: Hint): OpenPosting | null;
  /**
   * The same for a timeline's entry, also for requests without a tab, see {@link withoutTab}. An entry without a
   * posting waits itself: the page's message may overtake the browser's event. `site`: the page's.
   */
  waitingForEntry(key: string, site: string, entry: TimingEntry): OpenPosting | null;
  /**
   * A posting without a tab that awaits its response size and ended nearest to `hint`: of the site's service worker, or
   * of a document so new that the browser did not know its tab yet, as with the first request of a page.
   */
  withoutTab(url: string, site: string, hint: Hint): OpenPosting | null;
  /** The oldest posting of that key that awaits its request size; for `anyFrame`'s key, the oldest document. */
  waitingForUpload(key: string, method: string): OpenPosting | null;
  /**
   * The download of that address, by any tab, that awaits its size and ended nearest to `hint`. `isLeft`: it was
   * cancelled; then no head may have marked it as a download.
   */
  waitingFile(url: string, hint: Hint & { isLeft: boolean }): OpenPosting | null;
  /** The postings of that key, oldest first. */
  withKey(key: string): readonly OpenPosting[];
  /** The newest posting of that key. */
  last(key: string): OpenPosting | null;
  remove(posting: OpenPosting): void;
  /**
   * Notes a request of `key` that ended at `at` (epoch ms) and needs no entry: its own entry, which may still arrive,
   * must not correct another request for the same address.
   */
  settled(key: string, at: number): void;
  /** All of them. */
  all(): OpenPosting[];
  /**
   * Removes all that have expired and returns their ids. Setting the clock, or the device's sleep, ages none of them:
   * their evidence has come no nearer.
   */
  expire(now: number): string[];
};

/** Starts empty; what an earlier run left open is added like any other. */
export function createOpenPostings(): OpenPostings {
  const byKey = new Map<string, OpenPosting[]>();
  /** By the address alone: requests without a tab are found by their site. */
  const early = createEarly<{ key: string; site: string; entry: TimingEntry }>();
  const settled = createEarly<number>();
  let size = 0;
  let checkedAt: number | null = null;

  const remove = (posting: OpenPosting) => {
    const list = byKey.get(posting.key) ?? [];
    const left = list.filter((one) => one !== posting);
    size -= list.length - left.length;
    if (left.length) byKey.set(posting.key, left);
    else byKey.delete(posting.key);
  };

  /** Shifts the expiry of postings made before the clock jumped. */
  const follow = (now: number) => {
    const before = checkedAt ?? now;
    checkedAt = now;
    const jumped = now < before ? now - before : Math.max(0, now - before - CHECKS_APART_MS);
    if (jumped === 0) return;
    const isOfBefore = ({ expires }: OpenPosting) =>
      jumped < 0 ? expires > expiryOf(now) : expires <= expiryOf(before + CHECKS_APART_MS);
    for (const list of byKey.values()) for (const posting of list.filter(isOfBefore)) posting.expires += jumped;
  };

  const waitingFor = (key: string, { endedAt }: Hint, isTimeline = false) => {
    let best: OpenPosting | null = null;
    const distance = ({ at }: OpenPosting) => Math.abs(at - endedAt);
    for (const posting of byKey.get(key) ?? [])
      if (
        posting.awaits.down &&
        (posting.awaits.timeline || !isTimeline) &&
        distance(posting) < MATCH_WITHIN_MS &&
        (!best || distance(posting) < distance(best))
      )
        best = posting;
    return best;
  };

  const withoutTab = (url: string, site: string, hint: Hint) => {
    if (site === PRIVATE_SITE) return null;
    const posting = waitingFor(openKey(NO_TAB, NO_TAB, url), hint);
    return posting?.site === site ? posting : null;
  };

  /** Whether a key is of the same tab and address as another, whatever its frame. */
  const inSameTab = (key: string) => {
    const [tab, address] = [`${tabOf(key)}:`, `:${addressOf(key)}`];
    return (other: string) => other.startsWith(tab) && other.endsWith(address);
  };

  /** What an `about:blank` document requested, which the browser reports for the frame that created it. */
  const ofBlank = (key: string, entry: TimingEntry) => {
    if (!entry.isBlank) return null;
    const other = [...byKey.keys()].filter(inSameTab(key)).find((one) => waitingFor(one, entry, true) !== null);
    return other === undefined ? null : waitingFor(other, entry, true);
  };

  const takeEarly = (key: string, site: string | null, at: number): TimingEntry | null => {
    const isSameTab = inSameTab(key);
    const isOfIt = (one: { key: string; site: string; entry: TimingEntry }) =>
      one.key === key || (isWithoutTab(key) && one.site === site) || (one.entry.isBlank === true && isSameTab(one.key));
    const found = early.take(
      addressOf(key),
      (one) => isOfIt(one) && Math.abs(one.entry.endedAt - at) < MATCH_WITHIN_MS,
    );
    return found?.entry ?? null;
  };

  return {
    add: (posting) => {
      const list = byKey.get(posting.key);
      if (list) list.push(posting);
      else byKey.set(posting.key, [posting]);
      size++;
    },
    early: ({ key, site, at }) => takeEarly(key, site, at),
    waitingFor,
    waitingForEntry: (key, site, entry) => {
      const found = waitingFor(key, entry, true);
      const distance = found ? Math.abs(found.at - entry.endedAt) : MATCH_WITHIN_MS;
      // It belongs to a request that needs no entry.
      if (settled.take(key, (at) => Math.abs(at - entry.endedAt) < distance) !== null) return null;
      const posting = found ?? withoutTab(entry.url, site, entry) ?? ofBlank(key, entry);
      if (!posting) early.keep(addressOf(key), { key, site, entry });
      return posting;
    },
    withoutTab,
    waitingForUpload: (key, method) => {
      const waits = (posting: OpenPosting) => posting.awaits.up && posting.method === method;
      const found = byKey.get(key)?.find(waits);
      if (found || !key.startsWith('*:')) return found ?? null;
      for (const [other, list] of byKey) {
        const document = anyFrame(other) === key && list.find((posting) => isDocument(posting) && waits(posting));
        if (document) return document;
      }
      return null;
    },
    settled: (key, at) => {
      if (takeEarly(key, null, at) === null) settled.keep(key, at);
    },
    waitingFile: (url, { endedAt, isLeft }) => {
      const hash = addressHash(url);
      const isFile = isLeft ? endedWith(endedAt) : ({ sized }: OpenPosting) => sized === 'download';
      const found = [...byKey.values()].flat().filter((one) => {
        return one.awaits.down && isFile(one) && addressOf(one.key) === hash;
      });
      return found.sort((a, b) => Math.abs(a.at - endedAt) - Math.abs(b.at - endedAt))[0] ?? null;
    },
    withKey: (key) => [...(byKey.get(key) ?? [])],
    last: (key) => byKey.get(key)?.at(-1) ?? null,
    remove,
    all: () => [...byKey.values()].flat(),
    expire: (now) => {
      follow(now);
      const gone: string[] = [];
      for (const list of [...byKey.values()])
        for (const posting of list) {
          if (posting.expires > now && size <= POSTINGS_KEPT) continue;
          gone.push(posting.id);
          remove(posting);
        }
      return gone;
    },
  };
}

/** When a posting last heard of at `at` expires. */
export const expiryOf = (at: number): number => at + OPEN_MS;
