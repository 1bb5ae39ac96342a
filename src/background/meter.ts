import { known, redirectSizeOf } from '../core/body-size.ts';
import { firstMissing } from '../core/byte-ranges.ts';
import { FIRST_BYTES } from '../core/fit-times.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { isDownload, isForViewer } from '../core/is-download.ts';
import { isOwnDevice } from '../core/is-own-device.ts';
import { kindOf, type Kind } from '../core/kind.ts';
import { sizeOfKept } from '../core/kept-copy.ts';
import { refusedUpload } from '../core/left-upload.ts';
import { mediaPart } from '../core/media-part.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent, TimingReport } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import { sizeKindOf, type SizeKind } from '../core/size-kind.ts';
import type { Transfer } from '../core/transfer.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { CachedParts } from './cached-parts.ts';
import type { Connections, RequestCourse } from './connections.ts';
import { createEndings } from './endings.ts';
import { createGivenUp } from './given-up.ts';
import { createKeepSoon } from './keep-soon.ts';
import { createKeptCopies, type KeptCopiesDeps } from './kept-copies.ts';
import { leftGrowing } from './left-growing.ts';
import type { MeteringBooks } from './metering-books.ts';
import { openKey } from './open-postings.ts';
import type { PostingPlace } from './postings.ts';
import { createResponseSizes } from './response-sizes.ts';
import { isTooFast, type Throughput } from './throughput.ts';
import { isEncoded, protocolOf, transferOf } from './transfer-of.ts';
import type { UnderWay } from './under-way.ts';
import { createUntoldSizes } from './untold-sizes.ts';
import { uploadSizeOf } from './upload-size.ts';

/** Turns the browser's request events into postings: at once with what is known, corrected when more is. */
export type Meter = {
  /** Each event of a request, in the browser's order. */
  onRequest(event: RequestEvent): void;
  /** A document's Resource Timing of requests that have ended; the report may overtake their events. */
  onTiming(report: TimingReport): void;
};

export type MeterDeps = MeteringBooks & {
  ownerOf(event: RequestEvent): string;
  siteOfTab(tabId: number): string;
  connections: Connections;
  cachedParts: CachedParts;
  throughput: Throughput;
  setTimer(callback: () => void, ms: number): unknown;
  /** Asks a document for HTTP cache entries: see `KeptCopies`. */
  lookAtKept: KeptCopiesDeps['look'];
  /**
   * Called with a tab whose requests the browser could have counted but did not: its documents' timelines know more.
   */
  onUntold(tabId: number): void;
};

/**
 * Debounces renewing guesses after a page's report: a loading page sends a dozen, and renewing after each took more of
 * the background's time than counting what they report.
 */
const GUESS_ANEW_MS = 1000;

const NOTHING_AWAITED: OpenPosting['awaits'] = { down: false, up: false, timeline: false };
const NO_BODIES = { down: known(0, 'exact'), up: known(0, 'exact') };

/**
 * Whether a response's duration says something of its size: not where it waits for its reader. A page's process must
 * start first (86 ms for 2 kB were seen), and a player that has enough stops reading.
 */
const isTimed = (kind: Kind, sized: SizeKind): boolean => sized === 'download' || kind === 'fetch' || kind === 'other';

/** Whether another page has come to the tab; a prerendered one is in no tab's top frame yet. */
const isNextPage = ({ type, tabId, frameId, status, headers }: RequestEvent): boolean =>
  type === 'main_frame' &&
  tabId >= 0 &&
  frameId === 0 &&
  status !== 204 &&
  status !== 205 &&
  !isDownload(headers, 'document');

const mayHaveBody = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

/** Where the first event is also the last, nothing is known of either time. */
const timesOf = ({ at }: RequestEvent, { sentAt, started }: UnderWay): RequestCourse => ({
  sentAt: sentAt < at ? sentAt : null,
  startedAt: started?.at,
});

/** The event, without Chromium's `fromCache` where the cache had only a part of the file: see `CachedParts`. */
const asReceived = (event: RequestEvent, { cached }: UnderWay): RequestEvent =>
  cached && event.fromCache ? { ...event, fromCache: false } : event;

/** Puts a meter together over the books that request events and page reports share. */
export function createMeter(deps: MeterDeps): Meter {
  const { cachedParts, connections, mediaViews, open, postings, settling, throughput, underWays, uploads } = deps;
  const untold = createUntoldSizes();
  let heardAt = 0;
  const guessAnewSoon = createKeepSoon(() => settling.guessAnew(heardAt), deps.setTimer, GUESS_ANEW_MS);
  const givenUp = createGivenUp({ throughput, postings, mediaViews });
  const grownOf = (one: UnderWay) => one.posting ?? leftGrowing(open, underWays, one.lastKey);
  const kept = createKeptCopies({
    look: deps.lookAtKept,
    found: (posting, copy, encoding) => {
      settling.byCopy(posting, sizeOfKept(copy, encoding), copy.decoded);
      guessAnewSoon();
    },
    setTimer: deps.setTimer,
  });
  const { finish } = createEndings({ ...deps, grownOf });
  const sizes = createResponseSizes({ ...deps, grownOf });

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

  const paceNow = () => ({ kbps: throughput.kbps(), waitMs: throughput.shortestWaitMs() });

  /**
   * Whether a response that may have come from the cache came too fast for the link. Only where it is not known what the
   * cache has of the file.
   */
  const isFromDisk = (event: RequestEvent, { cached, started }: UnderWay) =>
    !cached?.isAll &&
    started !== null &&
    isTooFast(contentLengthOf(event.headers) ?? 0, event.at - started.at, throughput);

  /** Where the first event came later than the sending, the wait is unknown: 0. */
  const learnWait = (event: RequestEvent, { sentAt, started, cached }: UnderWay) => {
    if (event.ip === null || event.fromCache || cached) return;
    throughput.waited(isOwnDevice(hostOf(event.url)) ? 0 : (started?.at ?? event.at) - sentAt);
  };

  /** With the link's throughput as it is known by now. */
  const pacedTransfer = (event: RequestEvent, bodies: Pick<Transfer, 'down' | 'up'>, site: string, one: UnderWay) =>
    Object.assign(transferOf(event, bodies, site, connections, timesOf(event, one)), paceNow());

  const onSent = (event: RequestEvent) => {
    const one = underWays.of(event);
    one.from ??= event.from;
    if (event.type === 'media') givenUp.asked(event, one.key);
    // Its owner is the site that the tab shows now, not when it has loaded.
    if (event.type === 'sub_frame') deps.ownerOf(event);
  };

  const onStarted = (event: RequestEvent) => {
    const one = underWays.of(event);
    one.cached = cachedParts.begins(event, () => deps.ownerOf(event));
    one.started = asReceived(event, one);
    if (isNextPage(event)) settling.guessAnew(event.at, { tab: event.tabId, at: event.at });
    if (event.type !== 'media') return;
    const { cached } = one;
    one.part = {
      ...mediaPart(event),
      at: event.at,
      protocol: mediaViews.protocolOf(one.key) ?? protocolOf(event),
      ...(cached && { cached }),
    };
    const isFromNetwork = cached
      ? cached.isAll && firstMissing(cached.ranges, one.part.from) === one.part.from
      : !event.fromCache;
    mediaViews.begins(one.key, one.part, isFromNetwork && one.sentAt < event.at ? one.sentAt : null);
  };

  const onRedirected = (event: RequestEvent) => {
    const one = underWays.of(event);
    // Answered by the cache or by another extension: nothing went over the wire.
    if (event.fromCache || event.ip === null) return;
    const place = placeOf(event, one);
    const up = uploadSizeOf(one);
    const awaits = { ...NOTHING_AWAITED, up: up.evidence === 'modelled' && event.tabId >= 0 };
    const bodies = { down: redirectSizeOf(event), up };
    const transfer = pacedTransfer(event, bodies, place.site, one);
    const posting = postings.post(event.at, { ...place, awaits }, transfer, event.tabId);
    uploads.redirected(one, event.tabId);
    if (!awaits.up) return;
    settling.open(posting, event.tabId, one);
    one.hop = posting;
  };

  const onCompleted = (told: RequestEvent) => {
    const one = underWays.end(told);
    if (!one.started) one.cached = cachedParts.begins(told, () => deps.ownerOf(told));
    if (one.cached && isFromDisk(told, one)) one.cached = null;
    const event = asReceived(told, one);
    // A response that a page read while it arrived is no lookup.
    if (grownOf(one) === null && kept.isLook(told)) return;
    if (one.part) mediaViews.ends(one.key, one.part, false);
    learnWait(event, one);
    uploads.completed(event, one);
    if (event.sizes && !untold.completed(event)) return onCounted(event, one, event.sizes);
    if (event.sizes && event.tabId >= 0) deps.onUntold(event.tabId);
    const place = placeOf(event, one);
    const down = sizes.ofCompleted(event, one, place);
    const byError = uploads.sentByError(event, one);
    if (byError) place.sentByError = byError;
    const up = event.fromCache ? known(0, 'exact') : uploadSizeOf(one, grownOf(one), byError);
    // A timeline can make a guess exact, and tells a cache hit from a 304 revalidation.
    const isOpen = down.evidence === 'modelled' || down.evidence === 'observed' || told.fromCache;
    const isTimeline = isOpen && !isForViewer(event.headers, place.kind);
    const awaits = { down: isOpen, up: one.hidden && up.evidence === 'modelled', timeline: isTimeline };
    const transfer = pacedTransfer(event, { down, up }, place.site, one);
    cachedParts.ends(event, place.site, one.cached, down.bytes);
    kept.completed(event, finish(event, one, place, transfer, awaits));
    if (place.isGuess && place.took !== undefined) guessAnewSoon();
  };

  /** Firefox counts by itself, heads included: only heads and bodies have to be told apart. */
  const onCounted = (event: RequestEvent, one: UnderWay, counted: { request: number; response: number }) => {
    if (counted.request === 0 && counted.response === 0) return;
    const place = placeOf(event, one);
    const transfer = transferOf(event, NO_BODIES, place.site, connections, {
      ...timesOf(event, one),
      bytes: counted.response,
    });
    const headDown = Math.min(counted.response, transfer.headDown);
    const headUp = mayHaveBody(event.method) ? Math.min(counted.request, transfer.headUp) : counted.request;
    const came = { bytes: counted.response - headDown, ms: event.at - one.sentAt, from: one.from };
    throughput.add(came.bytes, came.ms);
    const isCut = event.phase === 'failed' && came.bytes > 0;
    const down = isCut ? givenUp.sizeOf(event, one.key, came) : known(came.bytes, 'exact');
    const up = refusedUpload(counted.request - headUp, uploads.sentByError(event, one));
    Object.assign(transfer, { down, up, headDown, headUp, ...paceNow() });
    const posting = finish(event, one, place, transfer, NOTHING_AWAITED);
    givenUp.counted(event, one.key, came, posting);
  };

  const onFailed = (told: RequestEvent) => {
    const one = underWays.end(told);
    const event = asReceived(told, one);
    if (one.part) mediaViews.ends(one.key, one.part, true);
    const left = uploads.leftBy(event, one);
    // Firefox counts no part of a body.
    const isCounted = event.sizes && !(left && event.sizes.request === 0);
    if (isCounted && !untold.failed(event)) return onCounted(event, one, event.sizes!);
    const { started } = one;
    const film = event.type === 'media' ? mediaViews.unheardOf(one.key, one.sentAt, event.at) : null;
    // Without a server's address nothing was sent: blocked, offline, or answered from the cache.
    const hasCome = event.ip !== null || started !== null || event.isRefused || (film !== null && event.isGivenUp);
    if (!(hasCome || left || event.isEmptyResponse) || event.fromCache) return;
    const { headers, status } = started ?? event;
    const answered = { ...event, headers, status };
    const place = placeOf(answered, one);
    const down = left ? known(0, 'modelled') : sizes.ofFailed(answered, one, place, film);
    // Of a player's the cache has what the player read, of others what came.
    cachedParts.ends(answered, place.site, one.cached, one.part ? down.low : down.bytes);
    const up = left ?? uploadSizeOf(one, grownOf(one));
    if (left) place.isLeftUpload = true;
    const posting = finish(answered, one, place, pacedTransfer(answered, { down, up }, place.site, one), {
      // A later report of its player or reader is better still.
      down: down.evidence === 'modelled' || one.part !== null || one.stream !== null,
      up: left ? one.hidden : up.evidence === 'modelled',
      // A timeline tells how much had come of what the network cut off, nothing of what was cancelled or saved.
      timeline: down.evidence === 'modelled' && !event.isGivenUp && place.sized !== 'download',
    });
    if (left) uploads.left(posting, event, one);
  };

  return {
    onRequest: (event) => {
      heardAt = event.at;
      connections.sees(event);
      if (event.phase === 'sent') onSent(event);
      else if (event.phase === 'started') onStarted(event);
      else if (event.phase === 'redirected') onRedirected(event);
      else if (event.phase === 'completed') onCompleted(event);
      else onFailed(event);
    },
    onTiming: ({ tabId, frameId, entries, waitMs, workersOf }) => {
      throughput.waited(waitMs ?? 0);
      if (workersOf !== undefined) kept.beganWorker(workersOf);
      const site = deps.siteOfTab(tabId);
      for (const entry of entries) {
        if (entry.byWorker) settling.byWorker(site, entry);
        else {
          throughput.add(entry.body - FIRST_BYTES, entry.ms);
          settling.byTimeline(openKey(tabId, frameId, entry.url), site, entry, tabId);
        }
      }
      guessAnewSoon();
    },
  };
}
