import { hostOf } from '../core/site.ts';

/** How long a browser keeps an idle connection, at most: Chromium's socket pools close unused ones after 300 s. */
const IDLE_MS = 300_000;

/** Hosts remembered at most. */
const HOSTS_KEPT = 2000;

/** Tells whether a request had to open a connection, by when its origin was last used. */
export type Connections = { use(url: string, at: number): 'new' | 'reused' };

export function createConnections(): Connections {
  const lastUse = new Map<string, number>();
  return {
    use: (url, at) => {
      const key = `${url.slice(0, url.indexOf(':'))}://${hostOf(url)}`;
      const last = lastUse.get(key);
      lastUse.delete(key);
      lastUse.set(key, at);
      if (lastUse.size > HOSTS_KEPT) lastUse.delete(lastUse.keys().next().value!);
      return last !== undefined && at - last < IDLE_MS ? 'reused' : 'new';
    },
  };
}
