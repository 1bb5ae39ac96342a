import type { Size } from '../core/body-size.ts';
import { EMPTY_CELL } from '../core/cell.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createEarly } from './early.ts';
import type { OpenPostings } from './open-postings.ts';
import type { Postings } from './postings.ts';

/** Names the channels that were opened where no tap is: what they carry nobody sees. */
export type UnseenChannels = {
  /** A handshake that was posted, under the key of whoever asked for it. */
  opened(posting: OpenPosting, tabId: number): void;
  /** A tap counts a channel of that key. `at`: epoch ms. */
  claimed(key: string, at: number): void;
};

export type UnseenChannelsDeps = {
  open: OpenPostings;
  postings: Postings;
  setTimer(callback: () => void, ms: number): unknown;
  /** Told of the tab in which one was named; −1: in none. */
  onNamed(tabId: number): void;
};

/** A tap tells of a channel within half a second of its opening, in a tab that is hidden within one more. */
const TOLD_WITHIN_MS = 4000;

/** A claim that is older belongs to a handshake that was not seen. */
const CLAIM_LASTS_MS = 30_000;

/** What nobody sees is not made up; the interval has room for what a chat or prices bring in an hour. */
const UNSEEN: Size = { bytes: 0, low: 0, high: 1_000_000, evidence: 'modelled' };

/** A worker's channel reports as a kind of its own: its handshake, and in the interval what it may carry. */
export function createUnseenChannels({ open, postings, setTimer, onNamed }: UnseenChannelsDeps): UnseenChannels {
  const claims = createEarly<number>();
  const waiting = new Map<string, OpenPosting[]>();

  const take = (key: string, which?: OpenPosting): OpenPosting | undefined => {
    const list = waiting.get(key) ?? [];
    const found = which ? list.find((one) => one === which) : list[0];
    const left = list.filter((one) => one !== found);
    if (left.length) waiting.set(key, left);
    else waiting.delete(key);
    if (found) open.remove(found);
    return found;
  };

  const name = (posting: OpenPosting, tabId: number) => {
    onNamed(tabId);
    if (posting.pieces.some(({ isGone }) => isGone)) return;
    postings.amend(posting, {}, tabId, { ...EMPTY_CELL });
    const { site, host, key, method, encoded, awaits, transfer } = posting;
    const place = { site, host, kind: 'unmeasured' as const, key, method, encoded, awaits };
    postings.post(posting.at, place, { ...transfer, down: UNSEEN }, tabId);
  };

  return {
    opened: (posting, tabId) => {
      const { key, at } = posting;
      // Without a tab it is a service worker's or a shared one's.
      if (tabId < 0) return name(posting, tabId);
      if (claims.take(key, (claimedAt) => Math.abs(claimedAt - at) < CLAIM_LASTS_MS) !== null) return;
      waiting.set(key, [...(waiting.get(key) ?? []), posting]);
      // What the user has forgotten meanwhile must not be taken back.
      open.add(posting);
      setTimer(() => {
        if (take(key, posting)) name(posting, tabId);
      }, TOLD_WITHIN_MS);
    },
    claimed: (key, at) => {
      if (!take(key)) claims.keep(key, at);
    },
  };
}
