import { abandonedSize, halfPictureSize, headlessSize, unheardSize } from '../core/abandoned-size.ts';
import { bodySizeOf, known, supersedes, type Size } from '../core/body-size.ts';
import { EMPTY_CELL } from '../core/cell.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { kindOf, type Kind } from '../core/kind.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent, TimingReport } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import type { Guesses } from '../core/guesses.ts';
import { sizeKindOf, type SizeKind } from '../core/size-kind.ts';
import { mediaPart } from '../core/media-part.ts';
import { taggedSizeOf } from '../core/tagged-size.ts';
import type { Transfer } from '../core/transfer.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { Connections } from './connections.ts';
import { createCutPictures } from './cut-pictures.ts';
import { createGivenUp } from './given-up.ts';
import type { MediaViews } from './media-views.ts';
import { openKey, sizeClassOf, type OpenPostings } from './open-postings.ts';
import type { PostingPlace, Postings } from './postings.ts';
import type { Settling } from './settling.ts';
import type { Throughput } from './throughput.ts';
import { isEncoded, protocolOf, transferOf } from './transfer-of.ts';
import type { UnderWay, UnderWays } from './under-way.ts';
import type { UnseenChannels } from './unseen-channels.ts';
import { createUntoldSizes, isUnanswered } from './untold-sizes.ts';

export type Meter = {
  onRequest(event: RequestEvent): void;
  onTiming(report: TimingReport): void;
};

export type MeterDeps = {
  ownerOf(event: RequestEvent): string;
  siteOfTab(tabId: number): string;
  connections: Connections;
  underWays: UnderWays;
  mediaViews: MediaViews;
  open: OpenPostings;
  postings: Postings;
  settling: Settling;
  unseen: UnseenChannels;
  guesses: Guesses;
  throughput: Throughput;
  /** Told of a tab whose requests the browser has not counted though it could: its documents' timelines know more. */
  onUntold(tabId: number): void;
};

/** A request's body of hidden size, before the page has told it: a photograph is likely, anything is possible. */
const HIDDEN_UPLOAD: Size = { bytes: 50_000, low: 0, high: 5_000_000, evidence: 'modelled' };

/** No link of anybody's brings more, whatever a server says that it sent: a Gbit/s, in bytes a ms, and what came with its head. */
const FASTEST = 125_000;
const AT_ONCE_BYTES = 64_000;

/**
 * Whether a response's time tells of its size: not where it waits for its reader. A page's process has to be started first
 * (86 ms for 2 kB were seen), and a player that has enough takes no more.
 */
const isTimed = (kind: Kind, sized: SizeKind): boolean => sized === 'download' || kind === 'fetch' || kind === 'other';

const NOTHING_AWAITED: OpenPosting['awaits'] = { down: false, up: false, timeline: false };

/** Turns what the browser tells of requests into postings: at once with what is known, corrected when more is. */
export function createMeter(deps: MeterDeps): Meter {
  const { connections, mediaViews, open, postings, settling, guesses, throughput, underWays, unseen } = deps;
  const untold = createUntoldSizes();
  const cutPictures = createCutPictures();
  const givenUp = createGivenUp({ throughput, postings });
  let heardAt = 0;

  const placeOf = (event: RequestEvent, { key, method, part, started }: UnderWay): PostingPlace => {
    const site = deps.ownerOf(event);
    const host = site === PRIVATE_SITE ? '' : hostOf(event.url);
    const kind = kindOf(event.type);
    const sized = sizeKindOf(kind, event.headers, event.tabId >= 0);
    return {
      ...{ site, host, kind, key, method, encoded: isEncoded(event), awaits: NOTHING_AWAITED },
      sized,
      ...(part && { part }),
      ...(started && event.phase === 'completed' && isTimed(kind, sized) && { took: event.at - started.at }),
    };
  };

  const uploadOf = (one: UnderWay): Size => {
    const told = one.hop?.transfer.up;
    if (told && told.evidence !== 'modelled') return told;
    if (!one.hidden) return known(one.bodyUp, 'exact');
    return {
      ...HIDDEN_UPLOAD,
      bytes: one.bodyUp + HIDDEN_UPLOAD.bytes,
      low: one.bodyUp,
      high: one.bodyUp + HIDDEN_UPLOAD.high,
    };
  };

  const playedOf = (one: UnderWay, at: number) => one.part && mediaViews.sizeOf(one.key, one.part, at);
  const grownOf = (one: UnderWay) => one.posting ?? leftGrowing(open, underWays, one.lastKey);

  /** Leaves a tab's posting open for what it awaits. */
  const awaitMore = (event: RequestEvent, one: UnderWay, posting: OpenPosting, hasGrown: boolean) => {
    const { awaits } = posting;
    if (!awaits.timeline) open.settled(one.key, event.at);
    if (!one.hidden && one.bodyUp > 0)
      settling.knowUpload(one.key, { method: one.method, bytes: one.bodyUp, at: one.sentAt });
    if (awaits.down || awaits.up) settling.open(posting, event.tabId, one.hop);
    else if (hasGrown) settling.close(posting);
  };

  /** Posts what a request cost in the end; what was posted of it while it grew is made up for. */
  const finish = (
    event: RequestEvent,
    one: UnderWay,
    place: PostingPlace,
    transfer: Transfer,
    awaits: OpenPosting['awaits'],
  ): OpenPosting => {
    const grown = grownOf(one);
    const isFree = event.fromCache && event.sizes === null;
    const cost = isFree ? { ...EMPTY_CELL } : undefined;
    if (grown) {
      open.remove(grown);
      postings.amend(grown, transfer, event.tabId, cost);
      const { took, isGuess } = place;
      Object.assign(grown, { key: one.key, at: event.at, encoded: isEncoded(event), awaits, took, isGuess });
    }
    const posting = grown ?? postings.post(event.at, { ...place, awaits }, transfer, event.tabId, cost);
    if (place.kind === 'websocket' && event.phase === 'completed') unseen.opened(posting, event.tabId);
    else if (event.tabId >= 0) awaitMore(event, one, posting, grown !== null);
    else if (transfer.down.evidence === 'modelled') settling.open(posting, event.tabId);
    return posting;
  };

  const onStarted = (event: RequestEvent) => {
    const one = underWays.of(event);
    one.started = event;
    if (event.type !== 'media') return;
    one.part = { ...mediaPart(event), at: event.at, protocol: protocolOf(event) };
    mediaViews.begins(one.key, one.part);
  };

  const onRedirected = (event: RequestEvent) => {
    const one = underWays.of(event);
    // Answered by the cache or by another extension: nothing went over the wire.
    if (event.fromCache || event.ip === null) return;
    const place = placeOf(event, one);
    const up = uploadOf(one);
    const awaits = { ...NOTHING_AWAITED, up: up.evidence === 'modelled' && event.tabId >= 0 };
    const sizes = { down: known(0, 'exact'), up };
    const transfer = transferOf(event, sizes, place.site, connections, one.started?.at);
    const posting = postings.post(event.at, { ...place, awaits }, transfer, event.tabId);
    if (!awaits.up) return;
    settling.open(posting, event.tabId, one.hop);
    one.hop = posting;
  };

  const onCompleted = (event: RequestEvent) => {
    const one = underWays.end(event);
    if (event.sizes && !untold.completed(event)) return onCounted(event, one, event.sizes);
    if (event.sizes && event.tabId >= 0) deps.onUntold(event.tabId);
    const place = placeOf(event, one);
    const down = bodySizeOf(
      event,
      () => grownOf(one)?.transfer.down ?? playedOf(one, event.at) ?? guessed(place, event),
    );
    if (down.evidence === 'declared') {
      if (one.started) throughput.add(down.bytes, event.at - one.started.at);
      if (place.site !== PRIVATE_SITE && !event.fromCache) {
        guesses.learnSize({ ...sizeClassOf(place), address: null }, down.bytes);
        if (place.took !== undefined) guesses.learnTime(sizeClassOf(place), place.took, down.bytes);
      }
    }
    const up = event.fromCache ? known(0, 'exact') : uploadOf(one);
    // A timeline can make a guess exact, and tells a cache's answer from one that the server confirmed with a 304.
    const isOpen = down.evidence === 'modelled' || down.evidence === 'observed' || event.fromCache;
    const awaits = { down: isOpen, up: up.evidence === 'modelled', timeline: isOpen };
    const transfer = transferOf(event, { down, up }, place.site, connections, one.started?.at);
    transfer.kbps = throughput.kbps();
    finish(event, one, place, transfer, awaits);
  };

  const guessed = (place: PostingPlace, { headers }: RequestEvent): Size => {
    const decoded = place.encoded ? taggedSizeOf(headers) : null;
    const tagged = decoded === null ? null : guesses.ofDecoded(sizeClassOf(place), decoded);
    if (tagged && tagged.low <= AT_ONCE_BYTES + FASTEST * (place.took ?? Infinity)) return tagged;
    place.isGuess = true;
    return guesses.size(sizeClassOf(place), place.took ?? null);
  };

  /**
   * Of what was left before anything was heard of its response: pictures are large enough to have been under way, for their
   * heads are not listened to; pages and files may have come in the instant before.
   */
  const leftUnheard = (event: RequestEvent, place: PostingPlace): Size => {
    if (place.kind === 'document') return unheardSize((throughput.kbps() ?? 0) / 8);
    if (place.kind !== 'image') return known(0, 'modelled');
    const guess = guesses.size({ ...sizeClassOf(place), encoded: false }, null);
    return halfPictureSize(guess, cutPictures.isFirst(event));
  };

  /** Firefox counts for itself, heads included: only the heads have to be told from the bodies. */
  const onCounted = (event: RequestEvent, one: UnderWay, sizes: { request: number; response: number }) => {
    if (sizes.request === 0 && sizes.response === 0) return;
    const place = placeOf(event, one);
    const heads = transferOf(
      event,
      { down: known(0, 'exact'), up: known(0, 'exact') },
      place.site,
      connections,
      one.started?.at,
    );
    const headDown = Math.min(sizes.response, heads.headDown);
    const headUp = mayHaveBody(event.method) ? Math.min(sizes.request, heads.headUp) : sizes.request;
    const came = sizes.response - headDown;
    const ms = event.at - one.sentAt;
    throughput.add(came, ms);
    const down =
      event.phase === 'failed' && came > 0 ? givenUp.sizeOf(event, { bytes: came, ms }) : known(came, 'exact');
    const up = known(sizes.request - headUp, 'exact');
    Object.assign(heads, { down, up, headDown, headUp, kbps: throughput.kbps() });
    const posting = finish(event, one, place, heads, NOTHING_AWAITED);
    if (event.type === 'media') givenUp.film(event, one.key, { bytes: came, ms }, posting);
  };

  const onFailed = (event: RequestEvent) => {
    const one = underWays.end(event);
    if (event.sizes && !untold.failed(event)) return onCounted(event, one, event.sizes);
    // No address was ever connected to: blocked, offline, or answered from the cache.
    if ((event.ip === null && one.started === null) || event.fromCache) return;
    const { started } = one;
    const headers = started?.headers ?? event.headers;
    const status = started?.status ?? event.status;
    const abandoned = ({ at }: { at: number }) =>
      abandonedSize(event.at - at, throughput.bytesPerMs(), contentLengthOf(headers), (throughput.kbps() ?? 0) / 8);
    const answered = { ...event, headers, status };
    const place = placeOf(answered, one);
    const played = playedOf(one, event.at);
    const grown = grownOf(one)?.transfer.down;
    const down =
      (played && grown && !supersedes(played, grown) ? grown : (played ?? grown)) ??
      (started
        ? bodySizeOf({ method: one.method, status, fromCache: false, headers: [] }, () => abandoned(started))
        : event.sizes && place.kind !== 'image' && !isUnanswered(event)
          ? headlessSize(event.at - one.sentAt, throughput.bytesPerMs(), (throughput.kbps() ?? 0) / 8)
          : leftUnheard(event, place));
    const up = uploadOf(one);
    finish(answered, one, place, transferOf(answered, { down, up }, place.site, connections, one.started?.at), {
      // What its player or its reader says next is better still.
      down: down.evidence === 'modelled' || one.part !== null || one.stream !== null,
      up: up.evidence === 'modelled',
      timeline: false,
    });
  };

  return {
    onRequest: (event) => {
      heardAt = event.at;
      connections.sees(event);
      if (event.phase === 'sent') {
        underWays.of(event);
        // Its site is that of the tab now, not when it will have loaded.
        if (event.type === 'sub_frame') deps.ownerOf(event);
      } else if (event.phase === 'started') onStarted(event);
      else if (event.phase === 'redirected') onRedirected(event);
      else if (event.phase === 'completed') onCompleted(event);
      else onFailed(event);
    },
    onTiming: ({ tabId, frameId, entries }) => {
      const site = deps.siteOfTab(tabId);
      for (const entry of entries) {
        if (entry.byWorker) settling.byWorker(site, entry);
        else {
          throughput.add(entry.body, entry.ms);
          settling.byTimeline(openKey(tabId, frameId, entry.url), site, entry, tabId);
        }
      }
      settling.guessAnew(heardAt);
    },
  };
}

/** A posting that still grows is kept under a key of its own: nothing else may settle it meanwhile. */
export const growingKey = (key: string): string => `growing ${key}`;

/** A posting of that address which an earlier run left growing: no request under way has it. */
export const leftGrowing = (open: OpenPostings, underWays: UnderWays, key: string): OpenPosting | null => {
  const left = open.last(growingKey(key));
  return left && !underWays.withKey(key).some(({ posting }) => posting === left) ? left : null;
};

const mayHaveBody = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
