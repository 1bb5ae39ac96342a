import type { Flow } from '../core/flow.ts';
import { browser } from './browser.ts';

const NAME = 'live';

/** The page's end: hears what is posted from now on. It connects again by itself when the worker was stopped. */
export function connectLive(onFlows: (flows: Flow[]) => void): { close(): void } {
  let closed = false;
  let port = open();
  function open() {
    const next = browser.runtime.connect({ name: NAME });
    next.onMessage.addListener((flows) => onFlows(flows as Flow[]));
    next.onDisconnect.addListener(() => {
      if (!closed) port = open();
    });
    return next;
  }
  return {
    close: () => {
      closed = true;
      port.disconnect();
    },
  };
}

/** One page that watches: it connects under this name and is sent what was just posted. */
export type LiveClient = { send(flows: Flow[]): void };

/** The background's end. Must be called in the first turn. */
export function onLive(listener: { opened(client: LiveClient): void; closed(client: LiveClient): void }): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== NAME || !port.sender?.url?.startsWith(browser.runtime.getURL(''))) return;
    const client: LiveClient = { send: (flows) => port.postMessage(flows) };
    port.onDisconnect.addListener(() => listener.closed(client));
    listener.opened(client);
  });
}
