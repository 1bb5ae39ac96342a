import type { Guesses } from '../core/guesses.ts';
import type { MediaViews } from './media-views.ts';
import type { OpenPostings } from './open-postings.ts';
import type { Postings } from './postings.ts';
import type { Settling } from './settling.ts';
import type { UnderWays } from './under-way.ts';
import type { UnseenChannels } from './unseen-channels.ts';

/** What browser and pages write in side by side: where the one's word and the other's meet. */
export type MeteringBooks = {
  underWays: UnderWays;
  mediaViews: MediaViews;
  open: OpenPostings;
  postings: Postings;
  settling: Settling;
  unseen: UnseenChannels;
  guesses: Guesses;
};
