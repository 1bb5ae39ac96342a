import type { Tab } from '../browser/tabs.ts';
import type { Flow } from '../core/flow.ts';
import type { RequestEvent, TimingReport } from '../core/request-event.ts';
import type { BrowserName } from '../core/request-head.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import { siteOf } from '../core/site.ts';
import type { Connection } from '../storage/connection.ts';
import { isForgotten, type Forgetting } from '../storage/forget-usage.ts';
import { addBatch, type Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { StopStore } from '../storage/stop-store.ts';
import { createCachedParts, type CachedPartsState } from './cached-parts.ts';
import { createClaimLimit } from './claim-limit.ts';
import { createConnections, type ConnectionsState } from './connections.ts';
import { readCountingMemory, type CountingMemoryDeps } from './counting-memory.ts';
import type { DocumentPlace } from './document-places.ts';
import { createExpiry } from './expiry.ts';
import { createKeepSoon } from './keep-soon.ts';
import type { KeptCopiesDeps } from './kept-copies.ts';
import { createLedgerWriter, type LedgerWriter } from './ledger-writer.ts';
import type { LeftBatches } from './left-batches.ts';
import { createLessons } from './lessons.ts';
import { createMediaViews } from './media-views.ts';
import { createMeter } from './meter.ts';
import { createOpenPostings } from './open-postings.ts';
import { createOpenTabs } from './open-tabs.ts';
import { createOwners } from './owner.ts';
import type { Placement } from './placement.ts';
import { createPostings } from './postings.ts';
import { createPulse } from './pulse.ts';
import { createSettling, type Settling } from './settling.ts';
import type { TabUses } from './tab-use.ts';
import { createTapListener, type TapNews } from './tap-news.ts';
import type { LinkState } from './throughput.ts';
import { createUnderWays } from './under-way.ts';
import { createUntoldTabs } from './untold-tabs.ts';
import { createUnseenChannels } from './unseen-channels.ts';
import { createUploads } from './uploads.ts';
import { createWorkerTraffic, type WorkerTrafficDeps } from './worker-traffic.ts';

/** From what browser and pages tell to what the ledger holds. */
export type Counting = {
  /** To be told as soon as there is traffic, where `onRequest` is told of it a little later. */
  onTraffic(): void;
  onRequest(event: RequestEvent): void;
  /** Resolves when what it changed is on disk; so does `onTap`. */
  onTiming(report: TimingReport): Promise<void>;
  onTap(news: Pick<TapNews, 'document' | 'reports'> & DocumentPlace): Promise<void>;
  /** A file that the browser has saved; resolves as `onTiming` does. */
  onFile(file: Parameters<Settling['byFile']>[0]): Promise<void>;
  onTabShown(tab: Tab): void;
  onTabClosed(id: number): void;
  onTabReplaced(id: number, old: number): void;
  tabUses: TabUses;
  /** The site that a tab shows. */
  siteOfTab(tab: number): string;
  /** Whether a worker of that site has something under way for no tab. */
  hasWorkerOf(site: string): boolean;
  /** Whether workers of a tab transfer, whose documents have ended all of their own. */
  hasWorkerTraffic(tab: number): boolean;
  /** Writes all that was counted before; resolves to why it could not, or `null`. */
  flush(): Promise<string | null>;
  unsaved(): Posting[];
  /** Whatever is learned later of what the user had forgotten stays out of the ledger. */
  forget(what: Forgetting): void;
  /** Forgets what was learned of these hosts. */
  forgetHosts(hosts: ReadonlySet<string>): void;
  /** Forgets postings that no evidence will come for any more. */
  expire(): void;
};

export type CountingDeps = CountingMemoryDeps & {
  connection: Connection;
  stops: Pick<StopStore, 'note' | 'settle'>;
  /**
   * Whether this is the background's first run since the browser started: one that goes on within a browser hears what came
   * meanwhile, and knows more than what an earlier run left on the disk.
   */
  isBrowserStart(): Promise<boolean>;
  browser: BrowserName;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  newId(): string;
  place: Placement;
  /** Told of all that is added. */
  onFlow(flow: Flow): void;
  /** Something was posted to the slot that ends then (epoch ms). */
  onPosted(to: number): void;
  /** Told after each try to write: `null` when it was written, else why not. */
  onFlushed(trouble: string | null): void;
  /** Told of each row that storage never takes in its place, and of what it cannot take at all, with its wire bytes. */
  onMisplaced(error: unknown): void;
  onLeftOut(error: unknown, bytes: number): void;
  /** Told once where a page claims more than a link can carry. No site is named: its window may be a private one. */
  onFlood(error: Error): void;
  /** Asks a tab's documents for their own timelines. */
  askTimeline(tabId: number): void;
  /** Asks a document what the browser's cache has kept of its addresses. */
  askKeptCopies: KeptCopiesDeps['look'];
  keepTabUses(uses: [number, { site: string; bytes: number }][]): void;
  keepConnections(state: ConnectionsState): void;
  keepLink(state: LinkState): void;
  keepCachedParts(state: CachedPartsState): void;
  /** What cannot be written. */
  leftBatches: LeftBatches;
  keepWorkerTraffic: WorkerTrafficDeps['keep'];
  onWorkerChannel: WorkerTrafficDeps['onChannel'];
};

/** So long after it has last heard of something the background is stopped: what it wrote of what may come must be true so long. */
const ASLEEP_AFTER_MS = 30_000;

/** Takes up where the last run of the background stopped. Storage that fails leaves one that counts in memory. */
export async function createCounting(deps: CountingDeps): Promise<Counting> {
  const { now, setTimer } = deps;
  await settleStops(deps);
  const memory = await readCountingMemory(deps);
  const run = deps.newId();

  const tabs = createOpenTabs(memory, now);
  const open = createOpenPostings();
  for (const posting of memory.open) open.add(posting);
  const lessons = createLessons(deps, memory);
  const { guesses, throughput } = lessons;
  const connections = createConnections(deps.browser, memory.connections);
  const cachedParts = createCachedParts(memory.cachedParts);
  const keepWireSoon = createKeepSoon(() => {
    deps.keepConnections(connections.dump());
    deps.keepLink(throughput.dump());
    const changed = cachedParts.takeChanged();
    if (changed) deps.keepCachedParts(changed);
  }, setTimer);

  const underWays = createUnderWays();
  const untold = () =>
    underWays.untold(now() + ASLEEP_AFTER_MS, Math.max(throughput.bytesPerMs(), throughput.bestBytesPerMs()));
  const pulse = createPulse({
    note: (atRisk) => deps.stops.note(run, now(), atRisk),
    bytesAtRisk: () => throughput.bytesPerMs() * 1000 + untold(),
    isBusy: () => writer.unsaved().length > 0 || untold() > 0,
    now,
    setTimer,
  });
  const writer: LedgerWriter = createLedgerWriter({
    write: async (batch) => addBatch(await deps.connection.get(), batch),
    run,
    now,
    setTimer,
    atRisk: pulse.atRisk,
    left: memory.left,
    keepLeft: deps.leftBatches.keep,
    onMisplaced: deps.onMisplaced,
    onLeftOut: deps.onLeftOut,
    onFlushed: (trouble) => {
      if (trouble === null) lessons.keep();
      deps.keepTabUses(tabs.uses.dump());
      keepWireSoon();
      deps.onFlushed(trouble);
    },
  });
  let ids = 0;
  const postings = createPostings({
    place: deps.place,
    writer: {
      post: (posting) => {
        writer.post(posting);
        deps.onPosted(posting.slot.to);
      },
    },
    newId: () => `${run} ${++ids}`,
    onFlow: (flow, tabId) => {
      tabs.uses.add(tabId, flow.site, flow.cell.down + flow.cell.up);
      deps.onFlow(flow);
    },
  });
  const workers = createWorkerTraffic(
    { underWays, setTimer, onChannel: deps.onWorkerChannel, keep: deps.keepWorkerTraffic },
    memory.workerTraffic,
  );
  const unseen = createUnseenChannels({ open, postings, setTimer, onNamed: workers.noteChannel });
  const settling = createSettling({ open, postings, guesses, ledger: writer });
  const mediaViews = createMediaViews(throughput);
  const uploads = createUploads({ underWays, postings, throughput, keep: settling.keep });
  const books = { underWays, mediaViews, open, postings, settling, unseen, uploads, guesses };
  const meter = createMeter({
    ...books,
    connections,
    cachedParts,
    throughput,
    setTimer,
    ownerOf: createOwners(tabs.sites),
    siteOfTab: tabs.sites.siteOfTab,
    lookAtKept: deps.askKeptCopies,
    onUntold: createUntoldTabs(deps.askTimeline, setTimer),
  });
  const tap = createTapListener(books);
  const mayClaim = createClaimLimit(deps.onFlood);
  const expiry = createExpiry({ expire: () => open.expire(now()), close: writer.close });

  return {
    onTraffic: pulse.beat,
    onRequest: (event) => {
      pulse.beat();
      meter.onRequest(event);
      workers.onRequest(event);
      expiry.heard();
    },
    onTiming: (report) => {
      meter.onTiming(report);
      expiry.heard();
      return writer.written();
    },
    onTap: ({ topUrl, isPrivate, ...news }) => {
      if (!mayClaim(`${news.tabId}:${news.frameId}:${news.document}`, now(), news.reports)) return Promise.resolve();
      pulse.beat();
      const site = isPrivate ? PRIVATE_SITE : siteOf(topUrl);
      tap.onNews({ ...news, site, at: now() });
      return writer.written();
    },
    onFile: (file) => {
      settling.byFile(file);
      return writer.written();
    },
    onTabShown: tabs.shown,
    onTabClosed: (id) => {
      tabs.closed(id);
      workers.closed(id);
      settling.guessAnew(now(), { tab: id, at: Infinity });
    },
    onTabReplaced: tabs.replaced,
    tabUses: tabs.uses,
    siteOfTab: tabs.sites.siteOfTab,
    hasWorkerOf: underWays.hasWorkerOf,
    hasWorkerTraffic: workers.isIn,
    flush: () => writer.flush(),
    unsaved: () => writer.unsaved(),
    forget: (what) => forgetPieces(open.all(), what),
    forgetHosts: (hosts) => guesses.forget(hosts),
    expire: expiry.look,
  };
}

/** Finds, where the browser has just started, whether it had ended while data was flowing. */
async function settleStops({ isBrowserStart, stops, place }: CountingDeps): Promise<void> {
  if (await isBrowserStart().catch(() => false)) await stops.settle(place).catch(() => {});
}

/** What an open posting has in a slot that was forgotten is not corrected there any more. */
function forgetPieces(open: readonly OpenPosting[], what: Forgetting): void {
  for (const { site, pieces } of open)
    for (const piece of pieces) if (isForgotten(what, site, piece.slot.from)) piece.isGone = true;
}
