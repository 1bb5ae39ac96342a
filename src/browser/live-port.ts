import type { Flow } from '../core/flow.ts';
import { onOwnPort, openLine } from './own-port.ts';

const NAME = 'live';

/** The page's end: receives what is posted from now on. */
export function connectLive(onFlows: (flows: Flow[]) => void): { close(): void } {
  return openLine(NAME, (flows) => onFlows(flows as Flow[]));
}

/** A page that watches: it is sent what was just posted. */
export type LiveClient = { send(flows: Flow[]): void };

/** The background's end. Must be called in the first turn. */
export function onLive(listener: { opened(client: LiveClient): void; closed(client: LiveClient): void }): void {
  onOwnPort(NAME, ({ post, onGone }) => {
    const client: LiveClient = { send: post };
    onGone(() => listener.closed(client));
    listener.opened(client);
  });
}
