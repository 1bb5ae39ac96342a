import type { Size } from '../core/body-size.ts';
import { EMPTY_CELL } from '../core/cell.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createEarly } from './early.ts';
import type { OpenPostings } from './open-postings.ts';
import type { Postings } from './postings.ts';

/** Reports WebSockets opened where no tap runs: nobody sees what they carry. */
export type UnseenChannels = {
  /** A handshake was posted, under its opener's key. */
  opened(posting: OpenPosting, tabId: number): void;
  /** A tap counts a channel of that key. `at`: epoch ms. */
  claimed(key: string, at: number): void;
};

export type UnseenChannelsDeps = {
  open: OpenPostings;
  postings: Postings;
  setTimer(callback: () => void, ms: number): unknown;
  /** Called with the tab in which one was found; −1: in none. */
  onNamed(tabId: number): void;
};

/** A tap reports a channel within half a second of its opening, in a hidden tab within one more. */
const TOLD_WITHIN_MS = 4000;

/** An older claim belongs to a handshake that was not seen. */
const CLAIM_LASTS_MS = 30_000;

/**
 * No bytes are invented for what nobody sees; the interval covers what a chat or a price ticker receives in an hour.
 */
const UNSEEN: Size = { bytes: 0, low: 0, high: 1_000_000, evidence: 'modelled' };

/** A worker's channel is posted as a kind of its own: its handshake, and an interval for what it may carry. */
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
      // Without a tab it belongs to a service worker or a shared worker.
      if (tabId < 0) return name(posting, tabId);
      if (claims.take(key, (claimedAt) => Math.abs(claimedAt - at) < CLAIM_LASTS_MS) !== null) return;
      waiting.set(key, [...(waiting.get(key) ?? []), posting]);
      // Open, so that pieces that the user deletes meanwhile are marked as gone and not subtracted.
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
