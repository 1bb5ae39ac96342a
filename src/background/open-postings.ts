import { addressHash } from '../core/address-hash.ts';
import type { TimingEntry } from '../core/request-event.ts';
import type { OpenPosting } from '../storage/schema.ts';

/** A posting may be corrected this long: a document's timeline reports within a second of the response's end. */
const OPEN_MS = 5 * 60_000;

/**
 * How far the two clocks may lie apart that tell when a response ended: the page's and the browser's. Wide enough for
 * a frozen renderer, narrow enough that a later visit's entry never corrects an earlier request.
 */
const MATCH_WITHIN_MS = 10_000;

/** Open postings kept at most; the oldest are given up first and stay as they were posted. */
const KEPT = 2000;

/** The key under which a request and its timeline entry meet: the same frame of the same tab, the same address. */
export function openKey(tabId: number, frameId: number, url: string): string {
  return `${tabId}:${frameId}:${addressHash(url)}`;
}

/** Timeline entries kept at most that came before their request's end was heard of. */
const EARLY_KEPT = 500;

/** Postings that better evidence may still correct, by key. */
export type OpenPostings = {
  /** Adds a posting; returns the entry that was waiting for it, and then the posting is not open any more. */
  add(posting: OpenPosting): TimingEntry | null;
  /**
   * Takes out the posting of the entry's key that ended nearest to it; `null` where none ended near it. The entry then
   * waits a while: the page's message may overtake the browser's event.
   */
  take(key: string, entry: TimingEntry): OpenPosting | null;
  /** Takes out all that have waited too long and returns their ids. */
  expire(now: number): string[];
};

export function createOpenPostings(): OpenPostings {
  const byKey = new Map<string, OpenPosting[]>();
  let size = 0;

  const remove = (key: string, posting: OpenPosting) => {
    const left = (byKey.get(key) ?? []).filter((one) => one !== posting);
    if (left.length) byKey.set(key, left);
    else byKey.delete(key);
    size--;
  };

  const early = new Map<string, TimingEntry[]>();
  let earlySize = 0;

  const takeEarly = (key: string, at: number): TimingEntry | null => {
    const list = early.get(key);
    const index = list?.findIndex((entry) => Math.abs(entry.endedAt - at) < MATCH_WITHIN_MS) ?? -1;
    if (!list || index < 0) return null;
    earlySize--;
    if (list.length === 1) early.delete(key);
    return list.splice(index, 1)[0]!;
  };

  const keepEarly = (key: string, entry: TimingEntry) => {
    if (earlySize >= EARLY_KEPT) {
      const [oldest, list] = early.entries().next().value!;
      earlySize -= list.length;
      early.delete(oldest);
    }
    const list = early.get(key);
    if (list) list.push(entry);
    else early.set(key, [entry]);
    earlySize++;
  };

  return {
    add: (posting) => {
      const entry = takeEarly(posting.key, posting.at);
      if (entry) return entry;
      const list = byKey.get(posting.key);
      if (list) list.push(posting);
      else byKey.set(posting.key, [posting]);
      size++;
      return null;
    },
    take: (key, entry) => {
      let best: OpenPosting | null = null;
      for (const posting of byKey.get(key) ?? []) {
        const distance = Math.abs(posting.at - entry.endedAt);
        if (distance < MATCH_WITHIN_MS && (!best || distance < Math.abs(best.at - entry.endedAt))) best = posting;
      }
      if (best) remove(key, best);
      else keepEarly(key, entry);
      return best;
    },
    expire: (now) => {
      const gone: string[] = [];
      // Maps keep insertion order, and a key's first posting is its oldest: stop at the first that is still young.
      for (const [key, list] of byKey) {
        if (list[0]!.expires > now && size <= KEPT) break;
        for (const posting of list) {
          if (posting.expires > now && size <= KEPT) break;
          gone.push(posting.id);
          remove(key, posting);
        }
      }
      return gone;
    },
  };
}

/** When a posting made at `at` is given up. */
export const expiryOf = (at: number): number => at + OPEN_MS;
