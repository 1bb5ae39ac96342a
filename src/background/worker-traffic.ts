import type { RequestEvent } from '../core/request-event.ts';
import type { UnderWays } from './under-way.ts';

/** The state that must outlive this run of the background, but not the browser. */
export type WorkerTrafficMemory = {
  /** Requests that have been under way for long, by the browser's id, and their tabs. */
  long: [id: string, tab: number][];
  /** Tabs whose workers have opened a channel. */
  channels: number[];
};

/**
 * Which tabs' workers transfer. No page reports what its workers do, and the browser tells only the tab of a request:
 * once the tab's documents have stopped their own requests, what is still under way is the workers'. So is a channel
 * that no tap counts.
 */
export type WorkerTraffic = {
  /** To be called after the request was added to those under way. */
  onRequest(event: RequestEvent): void;
  /** A channel that no tap counts was opened in that tab: it is a worker's, for as long as the page lives. */
  noteChannel(tab: number): void;
  /** Whether a tab has requests under way that its documents, which have stopped all of theirs, did not make. */
  isIn(tab: number): boolean;
  closed(tab: number): void;
};

export type WorkerTrafficDeps = {
  underWays: Pick<UnderWays, 'inTabs'>;
  setTimer(callback: () => void, ms: number): unknown;
  /** Called with a tab whose workers have just opened a channel. */
  onChannel(tab: number): void;
  keep(memory: WorkerTrafficMemory): void;
};

/**
 * Requests under way for this long are stored: most have ended by then, and the background is not stopped so soon after
 * an event (Chromium: 30 s).
 */
const LONG_MS = 5000;

/** @param memory what an earlier run kept; `undefined`: nothing */
export function createWorkerTraffic(deps: WorkerTrafficDeps, memory?: WorkerTrafficMemory): WorkerTraffic {
  const earlier = new Map(memory?.long);
  const channels = new Set(memory?.channels);
  let kept = JSON.stringify(memory ?? { long: [], channels: [] });
  let isDue = false;

  const underWay = () => [...earlier, ...deps.underWays.inTabs()];
  const keep = () => {
    const next: WorkerTrafficMemory = { long: underWay(), channels: [...channels] };
    const key = JSON.stringify(next);
    if (key === kept) return;
    kept = key;
    deps.keep(next);
  };
  const keepLater = () => {
    if (isDue) return;
    isDue = true;
    deps.setTimer(() => {
      isDue = false;
      keep();
    }, LONG_MS);
  };

  return {
    onRequest: ({ phase, id, type, tabId }) => {
      if (tabId < 0) return;
      if (phase === 'completed' || phase === 'failed') earlier.delete(id);
      // The next page has its own workers.
      if (phase === 'completed' && type === 'main_frame') channels.delete(tabId);
      keepLater();
    },
    noteChannel: (tab) => {
      if (tab < 0) return;
      channels.add(tab);
      keep();
      deps.onChannel(tab);
    },
    isIn: (tab) => channels.has(tab) || underWay().some(([, of]) => of === tab),
    closed: (tab) => {
      if (channels.delete(tab)) keepLater();
    },
  };
}
