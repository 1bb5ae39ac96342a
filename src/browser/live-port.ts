import type { Flow } from '../core/flow.ts';
import { browser } from './browser.ts';

const NAME = 'live';

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
