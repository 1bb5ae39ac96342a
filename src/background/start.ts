import { readAbout } from '../browser/about.ts';
import { askKeptCopies } from '../browser/ask-kept-copies.ts';
import { askTimeline } from '../browser/ask-timeline.ts';
import { fileSaver } from '../browser/downloads.ts';
import { areFilesWhole, keepFilesWhole } from '../browser/files-whole.ts';
import { onTabsHidden } from '../browser/hidden-tabs.ts';
import { hasHostAccess, onHostAccess } from '../browser/host-access.ts';
import { onInstalled } from '../browser/installed.ts';
import { onLive } from '../browser/live-port.ts';
import { onMessage } from '../browser/messages.ts';
import { onNetwork } from '../browser/network.ts';
import { forgetCountingMark, keepCountingMark, readCountingMark } from '../browser/counting-mark.ts';
import { onNotificationPressed, showNotification, type Notice } from '../browser/notifications.ts';
import { openDashboard } from '../browser/open-page.ts';
import { keepLastView, onPopup } from '../browser/popup-port.ts';
import { onPolicy, readPolicy } from '../browser/policy.ts';
import { applyPrecision, isPrecise, onPrecision, readPrecision } from '../browser/precision.ts';
import { onResponseHead } from '../browser/response-heads.ts';
import { onFileSaved } from '../browser/saved-files.ts';
import { readSession, writeSession } from '../browser/session.ts';
import { onSyncArea, syncArea } from '../browser/sync-area.ts';
import { onTabs, readTabs } from '../browser/tabs.ts';
import { onTick } from '../browser/ticks.ts';
import { showOnToolbar } from '../browser/toolbar.ts';
import { onUncaught } from '../browser/uncaught.ts';
import { onBrowserStart, onWake } from '../browser/wake.ts';
import { onRequest } from '../browser/web-request.ts';
import type { Alert } from '../core/alerts.ts';
import type { LeanAnswer } from '../core/lean-question.ts';
import type { HoldNews } from '../core/hold-news.ts';
import { createConnection, type Files } from '../storage/connection.ts';
import { hasRoom } from '../storage/has-room.ts';
import { BADGE_COLOURS } from './badge-colours.ts';
import type { CachedPartsState } from './cached-parts.ts';
import type { ConnectionsState } from './connections.ts';
import { createDocumentPlaces } from './document-places.ts';
import { createEngine, type Engine, type EngineDeps } from './engine.ts';
import { createErrorLog, type ErrorLog } from './error-log.ts';
import { HOLD_NOTICE, holdBrowser } from './hold-browser.ts';
import { createInbox } from './inbox.ts';
import { createKeepChosen } from './keep-chosen.ts';
import { createLeftBatches } from './left-batches.ts';
import { parseLeanQuestion } from './lean-question.ts';
import { createShowOnce } from './show-once.ts';
import { parseTapMessage } from './tap-message.ts';
import type { LinkState } from './throughput.ts';
import { parseTimingReport } from './timing-report.ts';
import type { WorkerTrafficMemory } from './worker-traffic.ts';

const TAB_USES = 'tab-uses';
const EARLIER_USE = 'earlier-use';
const ERRORS = 'errors';
const CONNECTIONS = 'connections';
const LINK = 'link';
const CACHED_PARTS = 'cached-parts';
const WORKER_TRAFFIC = 'worker-traffic';
const RUNNING = 'running';
const TOOLBAR = 'toolbar';
const LEFT = 'left-batches';

/** The texts of notifications, in the user's language, which the user may change at any time. */
export type Sayings = {
  alert(alert: Alert): Promise<Notice>;
  hold(news: HoldNews): Promise<Notice>;
  heldImage(): Promise<string>;
};

/**
 * Wires the background together. All listeners register synchronously, so that the browser wakes the worker for them;
 * events wait in the inbox until the stored state is read. Then marks `datagauge:listening`.
 */
export function startBackground(say: Sayings): void {
  const errors = createErrorLog({
    read: () => readList(ERRORS),
    keep: (entries) => writeSession(ERRORS, entries),
    now: () => Date.now(),
    setTimer: (callback, ms) => setTimeout(callback, ms),
  });
  onUncaught((error) => errors.note('uncaught', error));
  const inbox = createInbox<Engine>({
    ready: createEngine(browserDeps(say, errors)),
    setTimer: (callback, ms) => setTimeout(callback, ms),
    onFirst: (engine) => engine.onTraffic(),
    onError: (error) => errors.note('engine', error),
  });

  onRequest({
    heard: (event) => inbox.gather((engine) => engine.onRequest(event)),
    large: (response) => inbox.put((engine) => engine.holds.onLarge(response)),
  });
  onTabs({
    shown: (tab) => inbox.put((engine) => engine.onTabShown(tab)),
    closed: (id) => inbox.put((engine) => engine.onTabClosed(id)),
    replaced: (id, old) => inbox.put((engine) => engine.onTabReplaced(id, old)),
  });
  const placeOf = createDocumentPlaces();
  onMessage((message, sender) => {
    const timing = parseTimingReport(message, sender, Date.now());
    if (timing) return inbox.ask((engine) => engine.onTiming(timing));
    const tap = parseTapMessage(message);
    const place = tap && placeOf(tap.document, sender);
    if (place) return inbox.ask((engine) => engine.onTap({ ...tap, ...place }));
    const lean = parseLeanQuestion(message, sender);
    if (lean) {
      return inbox.ask(async (engine): Promise<LeanAnswer> => {
        const isLean = await engine.holds.onLeanAsked(lean);
        return { isLean, words: isLean ? await say.heldImage() : '' };
      });
    }
    if (!sender.isOwnPage) return Promise.resolve({ error: 'not from one of the extension’s own pages' });
    return inbox.ask((engine) => engine.reply(message));
  });
  onPopup({
    opened: (client) => inbox.put((engine) => engine.onPopupOpened(client)),
    asked: (client) => inbox.put((engine) => engine.onPopupAsked(client)),
    closed: (client) => inbox.put((engine) => engine.onPopupClosed(client)),
  });
  onLive({
    opened: (client) => inbox.put((engine) => engine.onLiveOpened(client)),
    closed: (client) => inbox.put((engine) => engine.onLiveClosed(client)),
  });
  onWake(() => inbox.put((engine) => engine.refresh()));
  // No view of this session is cached yet: the first popup would wait for the whole computation.
  onBrowserStart(() => inbox.put((engine) => engine.onBrowserStart()));
  onFileSaved((file) => inbox.put((engine) => engine.onFile(file)));
  onResponseHead((head) => inbox.ask((engine) => engine.holds.onHead(head)));
  onTabsHidden(() => inbox.put((engine) => engine.holds.onWatched()));
  onHostAccess(() => inbox.put((engine) => engine.onHostAccess()));
  const precision = createKeepChosen({
    chosen: readPrecision,
    apply: applyPrecision,
    isOn: isPrecise,
    setTimer: (callback, ms) => setTimeout(callback, ms),
    onError: (error) => errors.note('precision', error),
  });
  onPrecision(precision.follow);
  onTick(() => {
    inbox.put((engine) => engine.refresh());
    precision.check();
  });
  precision.follow();
  const obey = () => inbox.put(async (engine) => engine.onPolicy(await readPolicy()));
  onPolicy(obey);
  obey();
  onSyncArea(() => inbox.put((engine) => engine.onShared()));
  onNotificationPressed((id) => {
    const view = id.startsWith(HOLD_NOTICE) ? '#holds' : '#alerts';
    openDashboard(view).catch((error: unknown) => errors.note('notifications', error));
  });
  onNetwork((kind) =>
    inbox.put((engine) => engine.onNetwork(kind).catch((error: unknown) => errors.note('network', error))),
  );
  onInstalled(() => void openDashboard('#first'));
  performance.mark('datagauge:listening');
}

async function readList<T>(key: string): Promise<T[]> {
  const found = await readSession(key);
  return Array.isArray(found) ? (found as T[]) : [];
}

const files: Files = {
  areWhole: areFilesWhole,
  keepWhole: keepFilesWhole,
  hasRoom,
};

function browserDeps(say: Sayings, errors: ErrorLog): EngineDeps {
  return {
    // Firefox stores them in SQLite, which recovers by itself.
    connection: createConnection(import.meta.env.FIREFOX ? undefined : files),
    isBrowserStart: async () => {
      const isRunning = await readSession(RUNNING);
      await writeSession(RUNNING, true);
      return isRunning !== true;
    },
    browser: import.meta.env.FIREFOX ? 'firefox' : 'chromium',
    now: () => Date.now(),
    setTimer: (callback, ms) => setTimeout(callback, ms),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    newId: () => crypto.randomUUID(),
    readTabs,
    askTimeline,
    askKeptCopies,
    hasHostAccess,
    syncArea,
    countingMark: { read: readCountingMark, keep: keepCountingMark, forget: forgetCountingMark },
    saver: fileSaver,
    errors,
    about: readAbout,
    readTabUses: () => readList<[number, { site: string; bytes: number }]>(TAB_USES),
    keepTabUses: (uses) => void writeSession(TAB_USES, uses).catch(() => {}),
    readEarlier: () => readSession(EARLIER_USE),
    keepEarlier: (earlier) => void writeSession(EARLIER_USE, earlier).catch(() => {}),
    showAlert: async (alert) => showNotification(alert.id, await say.alert(alert)),
    readConnections: async () => {
      const found = await readSession(CONNECTIONS);
      return typeof found === 'string' ? (JSON.parse(found) as ConnectionsState) : [];
    },
    // As one string: hundreds of small values took the browser several times as long.
    keepConnections: (state) => void writeSession(CONNECTIONS, JSON.stringify(state)).catch(() => {}),
    readLink: async () => (await readSession(LINK)) as LinkState | undefined,
    keepLink: (state) => void writeSession(LINK, state).catch(() => {}),
    readCachedParts: () => readList<CachedPartsState[number]>(CACHED_PARTS),
    keepCachedParts: (state) => void writeSession(CACHED_PARTS, state).catch(() => {}),
    leftBatches: createLeftBatches({
      read: () => readSession(LEFT),
      write: (text) => writeSession(LEFT, text),
      onError: (error) => errors.note('session', error),
    }),
    readWorkerTraffic: async () => (await readSession(WORKER_TRAFFIC)) as WorkerTrafficMemory | undefined,
    keepWorkerTraffic: (memory) => void writeSession(WORKER_TRAFFIC, memory).catch(() => {}),
    holds: holdBrowser(say.hold, (error) => errors.note('holds', error)),
    faces: {
      keepView: (view) => void keepLastView(view).catch(() => {}),
      showToolbar: createShowOnce({
        read: () => readSession(TOOLBAR),
        keep: (shown) => writeSession(TOOLBAR, shown),
        show: ({ text, pace }) => showOnToolbar({ text, colour: BADGE_COLOURS[pace], level: pace }),
        onError: (error) => errors.note('toolbar', error),
      }),
    },
  };
}
