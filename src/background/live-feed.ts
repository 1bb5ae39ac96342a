import type { LiveClient } from '../browser/live-port.ts';
import type { Flow } from '../core/flow.ts';

/** Flows are sent together this often. */
const GATHER_MS = 100;

/** Sends watching pages what was just posted; costs nothing while nobody watches. */
export type LiveFeed = {
  tell(flow: Flow): void;
  opened(client: LiveClient): void;
  closed(client: LiveClient): void;
};

/** Starts with no watcher. */
export function createLiveFeed(setTimer: (callback: () => void, ms: number) => unknown): LiveFeed {
  const clients = new Set<LiveClient>();
  let flows: Flow[] = [];
  const send = () => {
    const all = flows;
    flows = [];
    for (const client of clients) client.send(all);
  };
  return {
    tell: (flow) => {
      if (clients.size === 0) return;
      if (flows.push(flow) === 1) setTimer(send, GATHER_MS);
    },
    opened: (client) => void clients.add(client),
    closed: (client) => void clients.delete(client),
  };
}
