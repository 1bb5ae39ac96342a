import type { Guesses } from '../core/guesses.ts';
import type { MediaViews } from './media-views.ts';
import type { OpenPostings } from './open-postings.ts';
import type { Postings } from './postings.ts';
import type { Settling } from './settling.ts';
import type { UnderWays } from './under-way.ts';
import type { UnseenChannels } from './unseen-channels.ts';
import type { Uploads } from './uploads.ts';

/** The books in which request events and page reports meet. */
export type MeteringBooks = {
  underWays: UnderWays;
  mediaViews: MediaViews;
  open: OpenPostings;
  postings: Postings;
  settling: Settling;
  unseen: UnseenChannels;
  uploads: Uploads;
  guesses: Guesses;
};
