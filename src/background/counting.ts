import type { Tab } from '../browser/tabs.ts';
import type { Flow } from '../core/flow.ts';
import type { RequestEvent, TimingReport } from '../core/request-event.ts';
import type { BrowserName } from '../core/request-head.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import { siteOf } from '../core/site.ts';
import { createGuesses } from '../core/guesses.ts';
import type { Connection } from '../storage/connection.ts';
import { isForgotten, type Forgetting } from '../storage/forget-usage.ts';
import { addBatch, readOpenPostings, type Posting } from '../storage/ledger.ts';
import { keepGuesses, readGuesses } from '../storage/model-store.ts';
import type { StopStore } from '../storage/stop-store.ts';
import { createClaimLimit } from './claim-limit.ts';
import { createConnections, type ConnectionsState } from './connections.ts';
import type { DocumentPlace } from './document-places.ts';
import { createKeepSoon } from './keep-soon.ts';
import { createLedgerWriter, type LedgerWriter } from './ledger-writer.ts';
import { stillOpen, type LeftBatches } from './left-batches.ts';
import { createMediaViews } from './media-views.ts';
import { createMeter } from './meter.ts';
import { createOpenPostings } from './open-postings.ts';
import { createOwners } from './owner.ts';
import type { Placement } from './placement.ts';
import { createPostings } from './postings.ts';
import { createPulse } from './pulse.ts';
import { createSettling, type Settling } from './settling.ts';
import { createTabSites } from './tab-sites.ts';
import { createTabUses, type TabUses } from './tab-use.ts';
import { createTapListener, type TapNews } from './tap-news.ts';
import { createThroughput } from './throughput.ts';
import { createUnderWays } from './under-way.ts';
import { createUntoldTabs } from './untold-tabs.ts';
import { createUnseenChannels } from './unseen-channels.ts';
import { createWorkerTraffic, type WorkerTrafficDeps, type WorkerTrafficMemory } from './worker-traffic.ts';

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

export type CountingDeps = {
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
  /** Told after each try to write: `null` when it was written, else why not. */
  onFlushed(trouble: string | null): void;
  /** Told once where a page claims more than a link can carry. No site is named: its window may be a private one. */
  onFlood(error: Error): void;
  /** Asks a tab's documents for their own timelines. */
  askTimeline(tabId: number): void;
  readTabs(): Promise<Tab[]>;
  readTabUses(): Promise<[number, { site: string; bytes: number }][]>;
  keepTabUses(uses: [number, { site: string; bytes: number }][]): void;
  readConnections(): Promise<ConnectionsState>;
  keepConnections(state: ConnectionsState): void;
  /** What cannot be written. */
  leftBatches: LeftBatches;
  readWorkerTraffic(): Promise<WorkerTrafficMemory | undefined>;
  keepWorkerTraffic: WorkerTrafficDeps['keep'];
  onWorkerChannel: WorkerTrafficDeps['onChannel'];
};

/** What was learned of sizes is written this often: losing a little of it costs nothing. */
const SIZES_KEPT_EVERY_MS = 20_000;

/** So long after it has last heard of something the background is stopped: what it wrote of what may come must be true so long. */
const ASLEEP_AFTER_MS = 30_000;

/** A page that floods must not let open postings pile up until the next minute's tick. */
const EXPIRE_EVERY = 500;

/** Takes up where the last run of the background stopped. Storage that fails leaves one that counts in memory. */
export async function createCounting(deps: CountingDeps): Promise<Counting> {
  const { connection, now } = deps;
  const stored = <T>(read: Promise<T>, otherwise: T): Promise<T> => read.catch(() => otherwise);
  if (await stored(deps.isBrowserStart(), false)) await stored(deps.stops.settle(deps.place), undefined);
  const [tabs, uses, left, opened, learned, kept, talked] = await Promise.all([
    stored(deps.readTabs(), []),
    stored(deps.readTabUses(), []),
    stored(deps.leftBatches.read(), []),
    stored(connection.get().then(readOpenPostings), []),
    stored(connection.get().then(readGuesses), {
      sizes: [],
      shares: [],
      times: { plain: [], encoded: [] },
      salt: null,
    }),
    stored(deps.readConnections(), []),
    stored(deps.readWorkerTraffic(), undefined),
  ]);
  const run = deps.newId();
  let postings = 0;

  const tabSites = createTabSites(now);
  const tabUses = createTabUses();
  const open = createOpenPostings();
  for (const tab of tabs) tabSites.shown(tab);
  tabUses.restore(uses);
  for (const posting of stillOpen(opened, left)) open.add(posting);

  const throughput = createThroughput();
  const guesses = createGuesses({ ...learned, salt: learned.salt ?? deps.newId() }, throughput.pace);
  let sizesKeptAt = now();
  const keepSizes = async () => {
    if (now() - sizesKeptAt <= SIZES_KEPT_EVERY_MS) return;
    sizesKeptAt = now();
    await keepGuesses(await connection.get(), guesses.dump());
  };
  const connections = createConnections(deps.browser, kept);
  const keepConnectionsSoon = createKeepSoon(() => deps.keepConnections(connections.dump()), deps.setTimer);

  const underWays = createUnderWays();
  const untold = () =>
    underWays.untold(now() + ASLEEP_AFTER_MS, Math.max(throughput.bytesPerMs(), throughput.bestBytesPerMs()));
  const pulse = createPulse({
    note: (atRisk) => deps.stops.note(run, now(), atRisk),
    bytesAtRisk: () => throughput.bytesPerMs() * 1000 + untold(),
    isBusy: () => writer.unsaved().length > 0 || untold() > 0,
    now,
    setTimer: deps.setTimer,
  });
  const writer: LedgerWriter = createLedgerWriter({
    write: async (batch) => addBatch(await connection.get(), batch),
    run,
    now,
    setTimer: deps.setTimer,
    atRisk: pulse.atRisk,
    left,
    keepLeft: deps.leftBatches.keep,
    onFlushed: (trouble) => {
      if (trouble === null) void keepSizes().catch(() => {});
      deps.keepTabUses(tabUses.dump());
      keepConnectionsSoon();
      deps.onFlushed(trouble);
    },
  });
  const mediaViews = createMediaViews(throughput);
  const allPostings = createPostings({
    place: deps.place,
    writer,
    newId: () => `${run} ${++postings}`,
    onFlow: (flow, tabId) => {
      tabUses.add(tabId, flow.site, flow.cell.down + flow.cell.up);
      deps.onFlow(flow);
    },
  });
  const { setTimer } = deps;
  const workers = createWorkerTraffic(
    { underWays, setTimer, onChannel: deps.onWorkerChannel, keep: deps.keepWorkerTraffic },
    talked,
  );
  const unseen = createUnseenChannels({ open, postings: allPostings, setTimer, onNamed: workers.noteChannel });
  const settling = createSettling({ open, postings: allPostings, guesses, ledger: writer });
  const meter = createMeter({
    ownerOf: createOwners(tabSites),
    siteOfTab: tabSites.siteOfTab,
    connections,
    underWays,
    mediaViews,
    open,
    postings: allPostings,
    settling,
    unseen,
    guesses,
    throughput,
    onUntold: createUntoldTabs(deps.askTimeline, deps.setTimer),
  });
  const mayClaim = createClaimLimit();
  const tap = createTapListener({ underWays, mediaViews, open, postings: allPostings, settling, unseen, guesses });
  const expire = () => {
    for (const id of open.expire(now())) writer.close(id);
  };

  let heard = 0;
  let isFlooded = false;

  return {
    onTraffic: pulse.beat,
    onRequest: (event) => {
      pulse.beat();
      meter.onRequest(event);
      workers.onRequest(event);
      if (++heard % EXPIRE_EVERY === 0) expire();
    },
    onTiming: (report) => {
      meter.onTiming(report);
      if (++heard % EXPIRE_EVERY === 0) expire();
      return writer.written();
    },
    onTap: ({ topUrl, isPrivate, ...news }) => {
      if (!mayClaim(`${news.tabId}:${news.frameId}:${news.document}`, now(), news.reports)) {
        if (!isFlooded) deps.onFlood(new Error('a page claims more traffic than a link can carry; left out'));
        isFlooded = true;
        return Promise.resolve();
      }
      pulse.beat();
      const site = isPrivate ? PRIVATE_SITE : siteOf(topUrl);
      tap.onNews({ ...news, site, at: now() });
      return writer.written();
    },
    onFile: (file) => {
      settling.byFile(file);
      return writer.written();
    },
    onTabShown: (tab) => {
      tabSites.shown(tab);
      if (!tab.isPrivate) tabUses.shows(tab.id, siteOf(tab.url));
    },
    onTabClosed: (id) => {
      tabSites.closed(id);
      tabUses.closed(id);
      workers.closed(id);
    },
    onTabReplaced: (id, old) => {
      tabSites.replaced(id, old);
      tabUses.replaced(id, old);
    },
    tabUses,
    siteOfTab: tabSites.siteOfTab,
    hasWorkerOf: underWays.hasWorkerOf,
    hasWorkerTraffic: workers.isIn,
    flush: () => writer.flush(),
    unsaved: () => writer.unsaved(),
    forget: (what) => {
      for (const posting of open.all())
        for (const piece of posting.pieces) if (isForgotten(what, posting.site, piece.slot.from)) piece.isGone = true;
    },
    forgetHosts: (hosts) => guesses.forget(hosts),
    expire,
  };
}
