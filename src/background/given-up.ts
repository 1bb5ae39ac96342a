import { behindReader } from '../core/behind-reader.ts';
import { known, type Size } from '../core/body-size.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { mediaPart } from '../core/media-part.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import type { MediaView } from '../core/media-size.ts';
import type { Protocol } from '../core/wire.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { MediaViews } from './media-views.ts';
import { NO_TAB } from './open-postings.ts';
import type { Postings } from './postings.ts';
import type { Throughput } from './throughput.ts';
import { protocolOf } from './transfer-of.ts';

/** What a browser counted of a response's body, in `ms` since it was asked for. */
export type Came = { bytes: number; ms: number };

/** What a browser that counts has not counted of what was given up. */
export type GivenUp = {
  /** `key`: the response's, by which players tell of it. */
  sizeOf(event: RequestEvent, key: string, came: Came): Size;
  /** Takes note of a film's being asked for. */
  asked(key: string): void;
  /** Takes note of what has been counted and posted, to its end or not. */
  counted(event: RequestEvent, key: string, came: Came, posting: OpenPosting): void;
};

/**
 * Who gives a film up so soon after asking for it is its player: no person has seen anything by then. A jump makes players
 * ask for an index, too, of a film that may have stood still by then.
 */
const AT_ONCE_MS = 100;

/** Between that and the index; or until a player that wanted no more than to know the film says that it has enough. */
const HEARD_WITHIN_MS = 1000;

/** Films, and hosts, remembered at most. */
const KEPT = 20;

/** `isAskedAgain`: its player has gone on to another part. */
type Left = Came & { at: number; posting: OpenPosting; protocol: Protocol | null; isAskedAgain: boolean };

/**
 * Firefox tells neither protocol nor head of what failed. But its hosts have answered before; a player says when it has
 * enough; and one that finds no index at a film's beginning (ISO/IEC 14496-12: `moov` behind `mdat`) gives the response up in
 * full flow and asks for the end of the file: as soon as that has come, it is known what the first was left for, and how
 * much there was of it.
 */
export function createGivenUp({
  throughput,
  postings,
  mediaViews,
}: {
  throughput: Throughput;
  postings: Pick<Postings, 'amend'>;
  mediaViews: Pick<MediaViews, 'viewOf' | 'onShown'>;
}): GivenUp {
  const left = new Map<string, Left>();
  const protocols = new Map<string, Protocol>();

  const size = (
    { bytes, ms }: Came,
    of: Omit<Parameters<typeof behindReader>[0], 'bytes' | 'ms' | 'fastest'>,
  ): Size => {
    const fastest = Math.max(throughput.bytesPerMs(), throughput.bestBytesPerMs());
    const { mean, high } = behindReader({ bytes, ms, fastest, ...of });
    const exact: Size = { ...known(bytes, 'exact'), high: bytes + high };
    return mean > 0 ? { ...exact, bytes: bytes + mean, evidence: 'observed', guessed: mean } : exact;
  };

  const protocolFor = ({ url }: RequestEvent): Protocol | null => protocols.get(hostOf(url)) ?? null;

  const idleMsOf = (view: MediaView | null, at: number, { ms }: Came): number | null =>
    view === null || view.idleSince === null || view.idleSince > at ? null : Math.min(ms, at - view.idleSince);

  const noteProtocol = (event: RequestEvent) => {
    const host = hostOf(event.url);
    protocols.delete(host);
    protocols.set(host, protocolOf(event));
    if (protocols.size > KEPT) protocols.delete(protocols.keys().next().value!);
  };

  const noteLeft = (key: string, one: Left) => {
    left.set(key, one);
    if (left.size > KEPT) left.delete(left.keys().next().value!);
  };

  mediaViews.onShown((key, view) => {
    const one = left.get(key);
    if (!one || one.isAskedAgain || view.idleSince === null || Math.abs(view.idleSince - one.at) > HEARD_WITHIN_MS)
      return;
    left.delete(key);
    const idleMs = idleMsOf(view, one.at, one) ?? 0;
    const down = size(one, { ...one, rest: restOf(view, one), isFilm: true, isSought: false, idleMs });
    postings.amend(one.posting, { down }, NO_TAB);
  });

  return {
    sizeOf: (event, key, came) => {
      const view = event.type === 'media' ? mediaViews.viewOf(key) : null;
      return size(came, {
        rest: Math.min((contentLengthOf(event.headers) ?? Infinity) - came.bytes, restOf(view, came)),
        isFilm: event.type === 'media',
        protocol: protocolFor(event),
        isSought: false,
        idleMs: idleMsOf(view, event.at, came),
      });
    },
    asked: (key) => {
      const before = left.get(key);
      if (before) before.isAskedAgain = true;
    },
    counted: (event, key, came, posting) => {
      if (event.statusLine !== '') noteProtocol(event);
      if (event.type !== 'media') return;
      const before = left.get(key);
      left.delete(key);
      if (event.phase === 'failed') {
        if (came.bytes > 0 && posting.transfer.down.evidence === 'exact')
          noteLeft(key, { ...came, at: event.at, posting, protocol: protocolFor(event), isAskedAgain: false });
        return;
      }
      const { from, total } = mediaPart(event);
      if (!before || before.ms > AT_ONCE_MS || event.at - before.at > HEARD_WITHIN_MS || from < before.bytes) return;
      const rest = (total ?? Infinity) - before.bytes;
      const down = size(before, { rest, isFilm: true, protocol: protocolOf(event), isSought: true, idleMs: null });
      postings.amend(before.posting, { down }, event.tabId);
    },
  };
}

/**
 * What there was still to come of a film's first response, by the share of the film that its player has (`buffered` goes by
 * its index; a film's parts differ by so much); `Infinity` where that says nothing.
 */
function restOf(view: MediaView | null, { bytes }: Came): number {
  const [first, ...others] = view?.buffered ?? [];
  if (!view || !first || others.length > 0 || first[0] > 0 || !(first[1] > 0 && view.duration > 0)) return Infinity;
  return Math.max(0, bytes * (view.duration / first[1] - 1));
}
