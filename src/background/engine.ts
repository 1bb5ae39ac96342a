import type { LiveClient } from '../browser/live-port.ts';
import type { PopupClient } from '../browser/popup-port.ts';
import type { Tab } from '../browser/tabs.ts';
import type { Alert } from '../core/alerts.ts';
import type { Flow } from '../core/flow.ts';
import type { RequestEvent, TimingReport } from '../core/request-event.ts';
import type { BrowserName } from '../core/request-head.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import { siteOf } from '../core/site.ts';
import { createSizeModel } from '../core/size-model.ts';
import { openAlertStore } from '../storage/alert-store.ts';
import type { Connection } from '../storage/connection.ts';
import { addBatch, readOpenPostings } from '../storage/ledger.ts';
import { keepSizeModel, readSizeModel } from '../storage/model-store.ts';
import { readSlotSites, sumSlots } from '../storage/read-slots.ts';
import { putReading, readReadings } from '../storage/reading-store.ts';
import { addPresetPlan, changeSettings, readPlans, readSettings, removePlan, savePlan } from '../storage/plan-store.ts';
import { createAlertDesk } from './alert-desk.ts';
import { createClaimLimit } from './claim-limit.ts';
import { createConnections, type ConnectionsState } from './connections.ts';
import { createCorrectionBook } from './correction-book.ts';
import { createFaces, type Faces } from './faces.ts';
import { createLedgerWriter } from './ledger-writer.ts';
import { createFoldSoon } from './fold-soon.ts';
import { createLiveFeed } from './live-feed.ts';
import { createLiveRate } from './live-rate.ts';
import { createMeter } from './meter.ts';
import { createOpenPostings } from './open-postings.ts';
import { createOwners } from './owner.ts';
import { placementFor } from './placement.ts';
import { createPostings } from './postings.ts';
import { createPlanBook } from './plan-book.ts';
import { createPlanForecasts, type EarlierUse } from './plan-forecasts.ts';
import { presetPlan } from './preset-plan.ts';
import { createReadingBook } from './reading-book.ts';
import { createReplies } from './replies.ts';
import { createSettling } from './settling.ts';
import { createTabSites } from './tab-sites.ts';
import { createTabUses } from './tab-use.ts';
import { createTapListener, type TapNews } from './tap-news.ts';
import { createThroughput } from './throughput.ts';
import { createUnderWays } from './under-way.ts';
import { createUsageBook } from './usage-book.ts';

/** The application, once its stored state is read. */
export type Engine = {
  onRequest(event: RequestEvent): void;
  /** Resolves when what it changed is on disk; so does `onTap`. */
  onTiming(report: TimingReport): Promise<void>;
  onTap(news: Omit<TapNews, 'site' | 'at'>, topUrl: string): Promise<void>;
  onTabShown(tab: Tab): void;
  onTabClosed(id: number): void;
  onTabReplaced(id: number, old: number): void;
  onPopupOpened(client: PopupClient): void;
  onPopupAsked(client: PopupClient): void;
  onPopupClosed(client: PopupClient): void;
  onLiveOpened(client: LiveClient): void;
  onLiveClosed(client: LiveClient): void;
  onHostAccess(): Promise<void>;
  /** Takes what an organisation's policy says. @throws where it makes no sense. */
  onPolicy(policy: Readonly<Record<string, unknown>>): Promise<void>;
  reply(message: unknown): Promise<object>;
  refresh(): void;
};

export type EngineDeps = {
  connection: Connection;
  browser: BrowserName;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  /** The device's own zone, IANA. */
  timeZone(): string;
  newId(): string;
  readTabs(): Promise<Tab[]>;
  hasHostAccess(): Promise<boolean>;
  readTabUses(): Promise<[number, { site: string; bytes: number }][]>;
  keepTabUses(uses: [number, { site: string; bytes: number }][]): void;
  readEarlier(): Promise<unknown>;
  keepEarlier(earlier: EarlierUse): void;
  showAlert(alert: Alert): Promise<void>;
  readConnections(): Promise<ConnectionsState>;
  keepConnections(state: ConnectionsState): void;
  faces: Pick<Parameters<typeof createFaces>[0], 'keepView' | 'showToolbar'>;
};

/** What was learned of sizes is written this often: losing a little of it costs nothing. */
const SIZES_KEPT_EVERY_MS = 20_000;

/** A connection forgotten with the worker costs its next request a handshake that never was: kept this often, ms. */
const CONNECTIONS_KEPT_EVERY_MS = 1000;

/** Reads what is stored and puts the parts together. Storage that fails leaves an engine that counts in memory. */
export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const { connection, now } = deps;
  const run = deps.newId();
  let hostAccess = true;
  let flushTrouble: string | null = null;
  let postings = 0;
  let sizesKeptAt = now();

  const plans = await createPlanBook(
    {
      readPlans: async () => readPlans(await connection.get()),
      readSettings: async () => readSettings(await connection.get()),
      savePlan: async (plan) => savePlan(await connection.get(), plan, now()),
      removePlan: async (id) => removePlan(await connection.get(), id),
      addPresetPlan: async (plan) => addPresetPlan(await connection.get(), plan, now()),
      changeSettings: async (change) => changeSettings(await connection.get(), change),
    },
    now,
  );
  const readings = await createReadingBook(
    {
      readReadings: async () => readReadings(await connection.get()),
      putReading: async (record) => putReading(await connection.get(), record),
    },
    now,
    deps.newId,
  );
  const corrections = createCorrectionBook(() => plans.settings().countingSince);
  const writer = createLedgerWriter({
    write: async (batch) => addBatch(await connection.get(), batch),
    run,
    now,
    setTimer: deps.setTimer,
    onFlushed: (trouble) => {
      flushTrouble = trouble;
      if (trouble === null && now() - sizesKeptAt > SIZES_KEPT_EVERY_MS) {
        sizesKeptAt = now();
        void keepSizes().catch(() => {});
      }
      deps.keepTabUses(tabUses.dump());
      keepConnectionsSoon();
      faces.refreshSoon();
    },
  });
  const usage = createUsageBook({
    readSlotSites: async (from, to) => readSlotSites(await connection.get(), from, to),
    sumSlots: async (from, to, counts) => sumSlots(await connection.get(), from, to, counts),
    unsaved: () => writer.unsaved(),
    now,
  });
  const foldSoon = createFoldSoon({ connection, plans, timeZone: deps.timeZone, now, onFolded: () => usage.forget() });
  const forecasts = createPlanForecasts({
    readSlotSites: async (from, to) => readSlotSites(await connection.get(), from, to),
    readEarlier: deps.readEarlier,
    keepEarlier: deps.keepEarlier,
  });
  const readSizes = () =>
    connection
      .get()
      .then(readSizeModel)
      .catch(() => []);
  const keepSizes = async () => keepSizeModel(await connection.get(), model.dump());
  let connectionsWait = false;
  const keepConnectionsSoon = () => {
    if (connectionsWait) return;
    connectionsWait = true;
    deps.setTimer(() => {
      connectionsWait = false;
      deps.keepConnections(connections.dump());
    }, CONNECTIONS_KEPT_EVERY_MS);
  };
  const rate = createLiveRate();
  const live = createLiveFeed(deps.setTimer);
  const alertStore = openAlertStore(connection);
  const alerts = createAlertDesk({
    store: alertStore,
    show: deps.showAlert,
    now,
  });
  const tabSites = createTabSites(now);
  const tabUses = createTabUses();
  const open = createOpenPostings();
  const faces: Faces = createFaces({
    ...deps.faces,
    plans,
    usage,
    readings,
    corrections,
    forecasts,
    rate,
    tabUses,
    now,
    setTimer: deps.setTimer,
    trouble: () => ({ storage: flushTrouble ?? connection.trouble(), hostAccess }),
    onView: ({ status }) => void alerts.consider(status),
  });

  let place = placementFor(plans.settings().metered, plans.active());
  const replace = () => {
    place = placementFor(plans.settings().metered, plans.active());
  };
  const watch = (flow: Flow, tabId: number) => {
    const bytes = flow.cell.down + flow.cell.up;
    rate.add(bytes, flow.at);
    tabUses.add(tabId, flow.site, bytes);
    live.tell(flow);
  };
  const model = createSizeModel(await readSizes());
  const connections = createConnections(deps.browser, await deps.readConnections().catch(() => []));
  const underWays = createUnderWays();
  const allPostings = createPostings({
    place: (at) => place(at),
    writer,
    newId: () => `${run} ${++postings}`,
    onFlow: (flow, tabId) => {
      watch(flow, tabId);
      if (plans.settings().countingSince === null) void plans.noteCounting(flow.at).catch(() => {});
    },
  });
  const settling = createSettling({ open, postings: allPostings, model, ledger: writer });
  const meter = createMeter({
    ownerOf: createOwners(tabSites),
    connections,
    underWays,
    open,
    postings: allPostings,
    settling,
    model,
    throughput: createThroughput(),
  });
  const mayClaim = createClaimLimit();
  const tap = createTapListener({ underWays, open, postings: allPostings, settling });
  const reply = createReplies({
    plans,
    usage,
    readings,
    corrections,
    forecasts,
    now,
    timeZone: deps.timeZone,
    flush: () => writer.flush(),
    readAlerts: () => alertStore.readAll(),
    onChanged: () => {
      replace();
      faces.refreshNow();
    },
  });

  const [tabs, uses, left, access] = await Promise.all([
    deps.readTabs().catch(() => []),
    deps.readTabUses().catch(() => []),
    connection
      .get()
      .then(readOpenPostings)
      .catch(() => []),
    deps.hasHostAccess().catch(() => true),
  ]);
  hostAccess = access;
  for (const tab of tabs) tabSites.shown(tab);
  tabUses.restore(uses);
  for (const posting of left) open.add(posting);
  faces.refreshSoon();

  return {
    onRequest: (event) => meter.onRequest(event),
    onTiming: (report) => {
      meter.onTiming(report);
      for (const id of open.expire(now())) writer.close(id);
      return writer.written();
    },
    onTap: (news, topUrl) => {
      if (!mayClaim(`${news.tabId}:${news.frameId}:${news.document}`, now(), news.reports)) return Promise.resolve();
      const site = tabSites.isPrivateTab(news.tabId) ? PRIVATE_SITE : siteOf(topUrl);
      tap.onNews({ ...news, site, at: now() });
      return writer.written();
    },
    onTabShown: (tab) => {
      tabSites.shown(tab);
      if (!tab.isPrivate) tabUses.shows(tab.id, siteOf(tab.url));
    },
    onTabClosed: (id) => {
      tabSites.closed(id);
      tabUses.closed(id);
    },
    onTabReplaced: (id, old) => {
      tabSites.replaced(id, old);
      tabUses.replaced(id, old);
    },
    onPopupOpened: (client) => faces.opened(client),
    onPopupAsked: (client) => faces.asked(client),
    onPopupClosed: (client) => faces.closed(client),
    onLiveOpened: (client) => live.opened(client),
    onLiveClosed: (client) => live.closed(client),
    onHostAccess: async () => {
      hostAccess = await deps.hasHostAccess();
      faces.refreshNow();
    },
    onPolicy: async (policy) => {
      const plan = presetPlan(policy, new Date(now()).toISOString());
      if (plan === null) return;
      if ('error' in plan) throw new Error(`the policy’s plan: ${plan.error}`);
      if (!(await plans.addPreset(plan))) return;
      replace();
      faces.refreshNow();
    },
    reply,
    refresh: () => {
      for (const id of open.expire(now())) writer.close(id);
      void Promise.all([plans.retry(), readings.retry()]).then(([found]) => {
        if (found) replace();
        faces.refreshNow();
      });
      foldSoon();
    },
  };
}
