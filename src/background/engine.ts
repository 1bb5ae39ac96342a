import type { FileSaver } from '../browser/downloads.ts';
import type { LiveClient } from '../browser/live-port.ts';
import type { NetworkKind } from '../browser/network.ts';
import type { PopupClient } from '../browser/popup-port.ts';
import type { SyncArea } from '../browser/sync-area.ts';
import type { Tab } from '../browser/tabs.ts';
import type { Alert } from '../core/alerts.ts';
import { isFreshEdge } from '../core/fresh-edge.ts';
import { openAlertStore } from '../storage/alert-store.ts';
import { closeSlots } from '../storage/close-slots.ts';
import { openSharingStore } from '../storage/sharing-store.ts';
import { readDamaged } from '../storage/read-damaged.ts';
import { openStopStore, type StopStore } from '../storage/stop-store.ts';
import { createAlertDesk } from './alert-desk.ts';
import { createBooks, type BooksDeps } from './books.ts';
import { createCountingStart } from './counting-start.ts';
import { createCounting, type Counting, type CountingDeps } from './counting.ts';
import { createCurrentPlacement } from './current-placement.ts';
import { createDataPart } from './data-part.ts';
import { createDeviceSync } from './device-sync.ts';
import { readDiagnostics } from './diagnostics.ts';
import type { ErrorLog } from './error-log.ts';
import { createFaces, type Faces } from './faces.ts';
import { createHoldPart, type HoldBrowser, type HoldPart } from './hold-part.ts';
import { createLiveFeed } from './live-feed.ts';
import { createLiveRate } from './live-rate.ts';
import { noticeLoss, type CountingMark } from './notice-loss.ts';
import { obeyPolicy } from './obey-policy.ts';
import type { PlanBook } from './plan-book.ts';
import { createReplies } from './replies.ts';
import { createTroubles } from './troubles.ts';
import { createWifi } from './wifi.ts';
import { withElsewhere } from './with-elsewhere.ts';

/** The application, once its stored state is read. */
export type Engine = Pick<Counting, 'onTraffic' | 'onRequest' | 'onTiming' | 'onTap' | 'onFile'> & {
  onTabShown(tab: Tab): Promise<void>;
  onTabClosed(id: number): Promise<void>;
  onTabReplaced(id: number, old: number): Promise<void>;
  onPopupOpened(client: PopupClient): void;
  onPopupAsked(client: PopupClient): void;
  onPopupClosed(client: PopupClient): void;
  onLiveOpened(client: LiveClient): void;
  onLiveClosed(client: LiveClient): void;
  /** Reads at once what the first popup will show; at other starts that has time. */
  onBrowserStart(): void;
  onHostAccess(): Promise<void>;
  onNetwork(kind: NetworkKind): Promise<unknown>;
  /** Takes what an organisation's policy says. @throws where it makes no sense. */
  onPolicy(policy: Readonly<Record<string, unknown>>): Promise<void>;
  /** Told when other devices may have left something. */
  onShared(): Promise<void>;
  holds: Pick<HoldPart, 'onWatched' | 'onLarge' | 'onHead' | 'onLeanAsked'>;
  reply(message: unknown): Promise<object>;
  refresh(): void;
};

export type EngineDeps = Omit<BooksDeps, 'unsaved'> &
  Omit<
    CountingDeps,
    | 'place'
    | 'stops'
    | 'onFlow'
    | 'onPosted'
    | 'onFlushed'
    | 'onMisplaced'
    | 'onLeftOut'
    | 'onFlood'
    | 'onWorkerChannel'
  > & {
    /** The device's own zone, IANA. */
    timeZone(): string;
    hasHostAccess(): Promise<boolean>;
    showAlert(alert: Alert): Promise<void>;
    syncArea: SyncArea;
    countingMark: CountingMark;
    saver: FileSaver;
    holds: HoldBrowser;
    errors: ErrorLog;
    about(): { version: string; browser: string };
    faces: Pick<Parameters<typeof createFaces>[0], 'keepView' | 'showToolbar'>;
  };

/** Reads what is stored and puts the parts together. Storage that fails leaves an engine that counts in memory. */
export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const { connection, now, timeZone, setTimer } = deps;
  const noting = (where: string) => (error: unknown) => deps.errors.note(where, error);
  const troubles = await createTroubles(deps);

  const own = await createBooks({ ...deps, unsaved: () => counting.unsaved() });
  const { plans } = own;
  const placement = createCurrentPlacement(plans, own.readings);
  const onChanged = async () => {
    placement.renew();
    faces.refreshNow();
    await holds.refresh();
  };
  const devices = await createDeviceSync({
    area: deps.syncArea,
    store: openSharingStore(connection),
    plans,
    usage: own.usage,
    newId: deps.newId,
    now,
    onChanged: () => {
      placement.renew();
      faces.refreshSoon();
    },
    onError: noting('devices'),
  });
  const books = { ...own, usage: withElsewhere(own.usage, devices) };
  const stops = openStopStore(connection);
  await lookForLoss(deps, plans, stops).catch(noting('storage'));

  const rate = createLiveRate();
  const live = createLiveFeed(setTimer);
  const start = createCountingStart({ plans, mark: deps.countingMark });
  const counting: Counting = await createCounting({
    ...deps,
    stops,
    place: placement.at,
    onFlow: (flow) => {
      rate.add(flow.cell.down + flow.cell.up, flow.at);
      live.tell(flow);
      start.note(flow.at);
    },
    onPosted: (to) => own.usage.posted(to),
    onMisplaced: noting('ledger'),
    onLeftOut: (error, bytes) => {
      noting('ledger')(error);
      if (bytes > 0) void stops.miss(now(), bytes).catch(noting('storage'));
    },
    onFlood: noting('tap'),
    onWorkerChannel: (tab) => void holds.onWorkerChannel(tab),
    onFlushed: (trouble) => {
      troubles.flushed(trouble);
      if (trouble === null) start.retry();
      else deps.errors.note('ledger', trouble);
      faces.refreshSoon();
      holds.refreshByUse();
    },
  });
  const flush = () => counting.flush();
  const { siteOfTab, hasWorkerOf, hasWorkerTraffic } = counting;
  const holds = await createHoldPart({
    ...deps,
    ...{ flush, siteOfTab, hasWorkerOf, hasWorkerTraffic },
    status: books,
    browser: deps.holds,
    onChanged: () => faces.refreshNow(),
    onError: noting('holds'),
  });
  const wifi = createWifi({ plans, timeZone, now, onChanged: () => void onChanged(), onError: noting('wifi') });
  const alertStore = openAlertStore(connection);
  const alerts = createAlertDesk({
    store: alertStore,
    hasPlan: (id) => plans.list().plans.some((plan) => plan.id === id),
    show: deps.showAlert,
    now,
    onListed: () => faces.refreshSoon(),
    onError: noting('alerts'),
  });
  const faces: Faces = createFaces({
    ...deps.faces,
    ...books,
    rate,
    tabUses: counting.tabUses,
    isHeld: holds.isHeld,
    force: holds.force,
    now,
    setTimer,
    trouble: troubles.now,
    onError: noting('faces'),
    onView: ({ status }) => {
      void wifi.look();
      void alerts.consider(status);
    },
    isAsking: () => wifi.isAsking(),
  });
  const { archive, exports, forget, foldSoon } = createDataPart({
    ...deps,
    ...{ plans, counting, devices, noting },
    onRestocked: async () => {
      alerts.forget();
      await Promise.all([own.reload(), holds.reload()]);
      await onChanged();
    },
    onFolded: () => own.usage.forget(),
  });
  /** Postings of an earlier moment must be in the slot that ends there. A full disk must not prevent what is asked. */
  const closeSlotsAt = async (at: number) => {
    if (!isFreshEdge(at, now())) return;
    await flush();
    await closeSlots(await connection.get(), at);
  };
  const reply = createReplies({
    ...books,
    closeSlotsAt: (at: number) => closeSlotsAt(at).catch(noting('ledger')),
    ...{ now, timeZone, flush, archive, exports, forget, devices, onChanged },
    readAlerts: () => alertStore.readAll(),
    readStops: () => stops.read(),
    readDamaged: async () => readDamaged(await connection.get()),
    diagnostics: () => readDiagnostics({ ...deps, plans, trouble: troubles.now }),
    answerHold: holds.answer,
  });
  faces.refreshSoon();
  void exports.look();

  return {
    ...counting,
    onTap: (news) => {
      if (news.reports.some(({ now: one }) => one.kind === 'webrtc' && !one.closed)) holds.noteCall(news.tabId);
      return counting.onTap(news);
    },
    holds,
    onTabShown: (tab) => {
      counting.onTabShown(tab);
      return holds.onTabShown(tab);
    },
    onTabClosed: (id) => {
      counting.onTabClosed(id);
      return holds.onTabClosed(id);
    },
    onTabReplaced: (id, old) => {
      counting.onTabReplaced(id, old);
      return holds.onTabReplaced(id, old);
    },
    onPopupOpened: (client) => {
      wifi.answered();
      faces.opened(client);
    },
    onPopupAsked: (client) => faces.asked(client),
    onPopupClosed: (client) => faces.closed(client),
    onLiveOpened: (client) => live.opened(client),
    onLiveClosed: (client) => live.closed(client),
    onBrowserStart: () => faces.refreshNow(),
    onNetwork: (kind) => wifi.onNetwork(kind),
    onHostAccess: async () => {
      await troubles.lookAtAccess();
      faces.refreshNow();
      await exports.look();
    },
    onPolicy: async (policy) => {
      if (await obeyPolicy(policy, plans, now())) await onChanged();
    },
    onShared: () => devices.exchange(),
    reply,
    refresh: () => {
      counting.expire();
      void Promise.all([books.retry(), holds.retry()]).then(([found]) => {
        if (found) placement.renew();
        faces.refreshNow();
        return holds.refresh();
      });
      foldSoon();
      void devices.exchange();
      void exports.look();
    },
  };
}

/** Says so where the browser has thrown the database away and made a new one; looks where one could be opened only. */
async function lookForLoss({ connection, countingMark, now }: EngineDeps, plans: PlanBook, stops: StopStore) {
  if (connection.trouble() !== null) return;
  const { countingSince } = plans.settings();
  const isLost = await noticeLoss({ mark: countingMark, countingSince, noteLoss: stops.lose, now: now() });
  if (isLost) await plans.reload();
}
