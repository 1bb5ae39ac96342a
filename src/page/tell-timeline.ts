import { deliver } from './deliver.ts';
import type { OnOrder } from './obey-holds.ts';
import { observeTimeline } from './observer.ts';

/** Tells the document's own timeline. `onOrder`: only once the background has asked for it; `null`: from the start. */
export function tellTimeline(send: (message: object) => Promise<unknown>, onOrder: OnOrder | null): void {
  let tells = false;
  const tell = () => {
    if (!tells) observeTimeline((message) => void deliver(() => send(message)));
    tells = true;
  };
  if (onOrder === null) return tell();
  onOrder((order) => {
    if (order.type === 'tell-timeline') tell();
    return undefined;
  });
}
