import { FAR_MS } from '../core/wire/packets.ts';
import { shortestWait } from './shortest-wait.ts';

/**
 * Tells how near a loaded page's servers are, where the document tells nothing else of its timeline; not where they are
 * as far as any server is over a phone's link. Frames tell nothing: their page's own timeline is enough.
 */
export function tellWait(send: (message: { type: 'timing'; entries: []; waitMs: number }) => void): void {
  if (globalThis.top !== globalThis.self) return;
  const tell = () => {
    const timings = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
    const waitMs = shortestWait(timings as PerformanceResourceTiming[]);
    if (waitMs > 0 && waitMs < FAR_MS) send({ type: 'timing', entries: [], waitMs });
  };
  if (document.readyState === 'complete') tell();
  else addEventListener('load', () => setTimeout(tell), { once: true });
}
