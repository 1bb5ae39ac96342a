import { deliver } from './deliver.ts';
import type { OnOrder } from './obey-holds.ts';
import { observeTimeline } from './observer.ts';
import { tellWait } from './tell-wait.ts';

/**
 * Tells the document's own timeline: all of it where `onOrder` is `null`, else only its shortest wait until the
 * background orders the rest.
 */
export function tellTimeline(send: (message: object) => Promise<unknown>, onOrder: OnOrder | null): void {
  let tells = false;
  const tell = () => {
    if (!tells) observeTimeline((message) => void deliver(() => send(message)));
    tells = true;
  };
  if (onOrder === null) return tell();
  tellWait((message) => void deliver(() => send(message)));
  onOrder((order) => {
    if (order.type === 'tell-timeline') tell();
    return undefined;
  });
}
