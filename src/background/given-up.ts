import { behindReader } from '../core/behind-reader.ts';
import { known, type Size } from '../core/body-size.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { mediaPart } from '../core/media-part.ts';
import type { RequestEvent } from '../core/request-event.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { Postings } from './postings.ts';
import type { Throughput } from './throughput.ts';
import { protocolOf } from './transfer-of.ts';

/** What a browser counted of a response's body, in `ms` since it was asked for. */
export type Came = { bytes: number; ms: number };

/** What a browser that counts has not counted of what was given up. */
export type GivenUp = {
  sizeOf(event: RequestEvent, came: Came): Size;
  /** Takes note of a film's response that has been counted and posted, to its end or not. `key`: the film's. */
  film(event: RequestEvent, key: string, came: Came, posting: OpenPosting): void;
};

/**
 * Who gives a film up so soon after asking for it is its player: no person has seen anything by then. A jump makes players
 * ask for an index, too, of a film that may have stood still by then.
 */
const AT_ONCE_MS = 100;

/** Between that and the index. */
const INDEX_WITHIN_MS = 1000;

/** Films remembered at most. */
const KEPT = 20;

/**
 * A player that finds no index at a film's beginning (ISO/IEC 14496-12: `moov` behind `mdat`) gives the response up in full
 * flow and asks for the end of the file. As soon as that has come, it is known what the first was left for, over which
 * protocol, and how much there was of it: Firefox tells none of these of what failed.
 */
export function createGivenUp({
  throughput,
  postings,
}: {
  throughput: Throughput;
  postings: Pick<Postings, 'amend'>;
}): GivenUp {
  const left = new Map<string, Came & { at: number; posting: OpenPosting }>();

  const size = (
    { bytes, ms }: Came,
    of: Pick<Parameters<typeof behindReader>[0], 'rest' | 'isFilm' | 'soughtOver'>,
  ): Size => {
    const fastest = Math.max(throughput.bytesPerMs(), throughput.bestBytesPerMs());
    const { mean, high } = behindReader({ bytes, ms, fastest, ...of });
    const exact: Size = { ...known(bytes, 'exact'), high: bytes + high };
    return mean > 0 ? { ...exact, bytes: bytes + mean, evidence: 'observed', guessed: mean } : exact;
  };

  return {
    sizeOf: (event, came) =>
      size(came, {
        rest: (contentLengthOf(event.headers) ?? Infinity) - came.bytes,
        isFilm: event.type === 'media',
        soughtOver: null,
      }),
    film: (event, key, came, posting) => {
      const before = left.get(key);
      left.delete(key);
      if (event.phase === 'failed') {
        if (came.bytes === 0 || came.ms > AT_ONCE_MS) return;
        left.set(key, { ...came, at: event.at, posting });
        if (left.size > KEPT) left.delete(left.keys().next().value!);
        return;
      }
      const { from, total } = mediaPart(event);
      if (!before || event.at - before.at > INDEX_WITHIN_MS || from < before.bytes) return;
      const rest = (total ?? Infinity) - before.bytes;
      const down = size(before, { rest, isFilm: true, soughtOver: protocolOf(event) });
      postings.amend(before.posting, { down }, event.tabId);
    },
  };
}
