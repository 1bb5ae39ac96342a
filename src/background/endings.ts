import { EMPTY_CELL } from '../core/cell.ts';
import type { RequestEvent } from '../core/request-event.ts';
import type { Transfer } from '../core/transfer.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { OpenPostings } from './open-postings.ts';
import type { PostingPlace, Postings } from './postings.ts';
import type { Settling } from './settling.ts';
import { isEncoded } from './transfer-of.ts';
import type { UnderWay } from './under-way.ts';
import type { UnseenChannels } from './unseen-channels.ts';

/** Posts the final cost of requests. */
export type Endings = {
  /**
   * Posts a request that has ended, and leaves it open for the evidence that it awaits; what was posted while it grew
   * is amended.
   */
  finish(
    event: RequestEvent,
    one: UnderWay,
    place: PostingPlace,
    transfer: Transfer,
    awaits: OpenPosting['awaits'],
  ): OpenPosting;
};

export type EndingsDeps = {
  open: OpenPostings;
  postings: Postings;
  settling: Settling;
  unseen: UnseenChannels;
  /** The posting of a request that grew; `null`: none. */
  grownOf(one: UnderWay): OpenPosting | null;
};

/** Posts into the books that the meter shares with the pages' reports. */
export function createEndings({ open, postings, settling, unseen, grownOf }: EndingsDeps): Endings {
  /** Leaves a tab's posting open for the evidence that it awaits. */
  const awaitMore = (event: RequestEvent, one: UnderWay, posting: OpenPosting, hasGrown: boolean) => {
    const { awaits } = posting;
    if (!awaits.timeline) open.settled(one.key, event.at);
    if (!one.hidden && one.bodyUp > 0)
      settling.knowUpload(one.key, { method: one.method, bytes: one.bodyUp, at: one.sentAt });
    if (awaits.down || awaits.up) settling.open(posting, event.tabId, one);
    else if (hasGrown) settling.close(posting);
  };

  return {
    finish: (event, one, place, transfer, awaits) => {
      const grown = grownOf(one);
      const isFree = event.fromCache && event.sizes === null;
      const cost = isFree ? { ...EMPTY_CELL } : undefined;
      if (grown) {
        open.remove(grown);
        postings.amend(grown, transfer, event.tabId, cost);
        const { took, isGuess, isLeftUpload, sentByError } = place;
        const rest = { took, isGuess, isLeftUpload, sentByError };
        Object.assign(grown, { key: one.key, at: event.at, encoded: isEncoded(event), awaits, ...rest });
      }
      const posting = grown ?? postings.post(event.at, { ...place, awaits }, transfer, event.tabId, cost);
      if (place.kind === 'websocket' && event.phase === 'completed') unseen.opened(posting, event.tabId);
      else if (event.tabId >= 0) awaitMore(event, one, posting, grown !== null);
      else if (transfer.down.evidence === 'modelled') settling.open(posting, event.tabId, one);
      return posting;
    },
  };
}
