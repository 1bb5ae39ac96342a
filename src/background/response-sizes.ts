import { abandonedSize, halfPageSize, halfPictureSize, headlessSize, unheardSize } from '../core/abandoned-size.ts';
import { receivedOf } from '../core/cached-part.ts';
import { mediaPart } from '../core/media-part.ts';
import { bodySizeOf, known, supersedes, type Size } from '../core/body-size.ts';
import { mostBytesIn } from '../core/fastest-link.ts';
import { FIRST_BYTES } from '../core/fit-times.ts';
import type { Guesses } from '../core/guesses.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { taggedSizeOf } from '../core/tagged-size.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createCutPictures } from './cut-pictures.ts';
import type { MediaViews } from './media-views.ts';
import { sizeClassOf } from './open-postings.ts';
import type { PostingPlace } from './postings.ts';
import type { Throughput } from './throughput.ts';
import type { UnderWay } from './under-way.ts';
import { isUnanswered } from './untold-sizes.ts';

/** How much of a response's body arrived, where the browser does not count it. */
export type ResponseSizes = {
  /**
   * Of a completed response: the declared length (which is learned from); else what a tap or a player saw; else the
   * learned guess.
   */
  ofCompleted(event: RequestEvent, one: UnderWay, place: PostingPlace): Size;
  /**
   * Of a failed response: what was seen of it; else what may have arrived in its time. `event`: with the head, if one
   * arrived. `film`: what a player may have received before the head, see `MediaViews.unheardOf`.
   */
  ofFailed(event: RequestEvent, one: UnderWay, place: PostingPlace, film: Size | null): Size;
};

export type ResponseSizesDeps = {
  guesses: Guesses;
  throughput: Throughput;
  mediaViews: MediaViews;
  /** The posting of a request that grew; `null`: none. */
  grownOf(one: UnderWay): OpenPosting | null;
};

/** Learns from declared lengths, and guesses by what it learned. */
export function createResponseSizes({ guesses, throughput, mediaViews, grownOf }: ResponseSizesDeps): ResponseSizes {
  const cutPictures = createCutPictures();

  const playedOf = (one: UnderWay, at: number, isOver: boolean) =>
    one.part && mediaViews.sizeOf(one.key, one.part, at, isOver);

  /** Marks the place as a guess, to be renewed once more is known of its host. */
  const guessed = (place: PostingPlace, { headers }: RequestEvent): Size => {
    const tag = place.encoded ? taggedSizeOf(headers) : null;
    const tagged = tag?.isEncoded
      ? known(tag.bytes, 'observed')
      : tag && guesses.ofDecoded(sizeClassOf(place), tag.bytes);
    if (tagged && tagged.low <= mostBytesIn(place.took)) return tagged;
    place.isGuess = true;
    return guesses.size(sizeClassOf(place), place.took ?? null);
  };

  const learn = (event: RequestEvent, { started }: UnderWay, place: PostingPlace, bytes: number) => {
    if (started) throughput.add(bytes - FIRST_BYTES, event.at - started.at);
    if (place.site === PRIVATE_SITE || event.fromCache) return;
    guesses.learnSize({ ...sizeClassOf(place), address: null }, bytes);
    if (place.took !== undefined) guesses.learnTime(sizeClassOf(place), place.took, bytes);
  };

  const best = () => throughput.bestBytesPerMs();

  /** Of a response cancelled after its head had arrived. */
  const cancelledAfterHead = (
    event: RequestEvent,
    { method }: UnderWay,
    startedAt: number,
    place: PostingPlace,
  ): Size =>
    bodySizeOf({ method, status: event.status, fromCache: false, headers: [] }, () => {
      const declared = contentLengthOf(event.headers);
      const come = abandonedSize(event.at - startedAt, throughput.bytesPerMs(), declared, best());
      const isPage = (place.kind === 'document' || place.kind === 'frame') && place.sized === place.kind;
      return isPage && declared === null ? halfPageSize(come, guesses.size(sizeClassOf(place), null)) : come;
    });

  /**
   * Of a response cancelled before anything was heard of it. Images are large enough to have been under way, for their
   * heads are not listened to; pages and files may have begun in the instant before.
   */
  const cancelledBeforeHead = (event: RequestEvent, place: PostingPlace, film: Size | null): Size => {
    if (place.kind === 'document') return unheardSize(best());
    if (film) return film;
    if (place.kind !== 'image') return known(0, 'modelled');
    const guess = guesses.size({ ...sizeClassOf(place), encoded: false }, null);
    return halfPictureSize(guess, cutPictures.isFirst(event));
  };

  return {
    ofCompleted: (event, one, place) => {
      const size = bodySizeOf(
        event,
        () => grownOf(one)?.transfer.down ?? playedOf(one, event.at, false) ?? guessed(place, event),
      );
      if (size.evidence !== 'declared') return size;
      // What the cache had of it says nothing of the link.
      if (one.cached) return receivedOf(size, mediaPart(event).from, one.cached);
      learn(event, one, place, size.bytes);
      return size;
    },
    ofFailed: (event, one, place, film) => {
      const played = playedOf(one, event.at, true);
      const grown = grownOf(one)?.transfer.down;
      const seen = played && grown && !supersedes(played, grown) ? grown : (played ?? grown);
      if (seen) return seen;
      // Most are a few lines that a server sends in place of a tracking pixel.
      if (event.isRefused) return guesses.size({ ...sizeClassOf(place), kind: 'fetch', address: null }, null);
      if (one.started) return cancelledAfterHead(event, one, one.started.at, place);
      // Firefox, which counts, did not count this one.
      if (event.sizes && place.kind !== 'image' && !isUnanswered(event)) {
        const headless = headlessSize(event.at - one.sentAt, throughput.bytesPerMs(), best());
        return place.kind === 'document' ? { ...headless, bytes: 0 } : headless;
      }
      return cancelledBeforeHead(event, place, film);
    },
  };
}
