import type { CachedPartsState } from '../../../src/background/cached-parts.ts';
import type { ConnectionsState } from '../../../src/background/connections.ts';
import { createErrorLog } from '../../../src/background/error-log.ts';
import { createEngine } from '../../../src/background/engine.ts';
import { createLeftBatches } from '../../../src/background/left-batches.ts';
import type { WorkerTrafficMemory } from '../../../src/background/worker-traffic.ts';
import type { Tab } from '../../../src/browser/tabs.ts';
import type { PlanStatus, Report } from '../../../src/core/contract.ts';
import type { LargeFile } from '../../../src/core/large-file.ts';
import type { PopupView } from '../../../src/core/popup-view.ts';
import { createConnection } from '../../../src/storage/connection.ts';
import { createFakeSaver } from './fake-saver.ts';
import { createFakeGate, createGateWorld } from './fake-gate.ts';
import { NOON } from './request.ts';
import { createFakeSyncArea } from './fake-sync-area.ts';
import { createTimers } from './timers.ts';
import type { LinkState } from '../../../src/background/throughput.ts';

type TabUses = [number, { site: string; bytes: number }][];

let runs = 0;

/** What survives a run of the background: the clock, the tabs, the session; the disk is fake IndexedDB. */
export function createWorld() {
  return {
    now: NOON,
    tabs: [{ id: 1, url: 'https://www.news.test/', isPrivate: false }] as Tab[],
    tabUses: [] as TabUses,
    connections: [] as ConnectionsState,
    link: undefined as LinkState | undefined,
    cachedParts: [] as CachedPartsState,
    leftBatches: null as string | null,
    workerTraffic: undefined as WorkerTrafficMemory | undefined,
    views: [] as PopupView[],
    syncArea: createFakeSyncArea(),
    /** Stored outside the database. */
    countingMark: null as number | null,
    saver: createFakeSaver(),
    alerts: [] as string[],
    wakeAt: null as number | null,
    /** Whether the browser has just started. */
    isBrowserStart: false,
    asked: [] as string[],
    largeFiles: [] as LargeFile[],
    ...createGateWorld(),
  };
}

/** One run of the background in a world, with timers that a test runs by hand. */
export async function startEngine(world = createWorld()) {
  const timers = createTimers();
  const errors = createErrorLog({
    read: () => Promise.resolve([]),
    keep: () => Promise.resolve(),
    now: () => world.now,
    setTimer: timers.setTimer,
  });
  const engine = await createEngine({
    connection: createConnection(),
    isBrowserStart: () => Promise.resolve(world.isBrowserStart),
    browser: 'chromium',
    now: () => world.now,
    setTimer: timers.setTimer,
    timeZone: () => 'Asia/Hong_Kong',
    newId: () => `run ${++runs}`,
    askTimeline: () => {},
    askKeptCopies: () => Promise.reject(new Error('no page is open')),
    readTabs: () => Promise.resolve(world.tabs),
    hasHostAccess: () => Promise.resolve(true),
    readTabUses: () => Promise.resolve(world.tabUses),
    keepTabUses: (uses) => (world.tabUses = structuredClone(uses)),
    readEarlier: () => Promise.resolve(null),
    keepEarlier: () => {},
    showAlert: (alert) => {
      world.alerts.push(alert.id);
      return Promise.resolve();
    },
    readConnections: () => Promise.resolve(world.connections),
    keepConnections: (state) => (world.connections = structuredClone(state)),
    readLink: () => Promise.resolve(world.link),
    keepLink: (state) => (world.link = structuredClone(state)),
    readCachedParts: () => Promise.resolve(world.cachedParts),
    keepCachedParts: (state) => (world.cachedParts = structuredClone(state)),
    leftBatches: createLeftBatches({
      read: () => Promise.resolve(world.leftBatches),
      write: (text) => Promise.resolve(void (world.leftBatches = text)),
      onError: (error) => errors.note('session', error),
    }),
    readWorkerTraffic: () => Promise.resolve(world.workerTraffic),
    keepWorkerTraffic: (memory) => (world.workerTraffic = structuredClone(memory)),
    syncArea: world.syncArea,
    countingMark: {
      read: () => Promise.resolve(world.countingMark),
      keep: (since) => {
        world.countingMark = since;
        return Promise.resolve();
      },
      forget: () => {
        world.countingMark = null;
        return Promise.resolve();
      },
    },
    saver: world.saver,
    errors,
    about: () => ({ version: '0.0.0', browser: 'none' }),
    holds: {
      gate: createFakeGate(world),
      tell: (news) =>
        world.showsNotices ? Promise.resolve(void world.holdNews.push(news)) : Promise.reject(new Error('No notices.')),
      readHiddenTabs: () => Promise.resolve(world.hiddenTabs),
      reloadTab: (id) => Promise.resolve(void world.reloaded.push(id)),
      wakeAt: (at) => Promise.resolve(void (world.wakeAt = at)),
      readAsked: () => Promise.resolve(world.asked),
      keepAsked: (addresses) => Promise.resolve(void (world.asked = addresses)),
      readLarge: () => Promise.resolve(world.largeFiles),
      keepLarge: (files) => Promise.resolve(void (world.largeFiles = [...files])),
    },
    faces: { keepView: (view) => void world.views.push(view), showToolbar: () => {} },
  });
  const ask = <Reply>(message: object) => engine.reply(message) as Promise<Reply>;
  return {
    engine,
    errors,
    timers,
    world,
    report: (rest: object = {}) => ask<Report>({ type: 'report', ...rest }),
    status: () => ask<PlanStatus>({ type: 'plan.status' }),
    ask: (message: unknown) => engine.reply(message),
  };
}
