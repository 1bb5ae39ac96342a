import type { Size } from '../core/body-size.ts';
import { requestHeadSize, responseHeadSize } from '../core/head-size.ts';
import { headerOf } from '../core/http-header.ts';
import type { RequestEvent } from '../core/request-event.ts';
import type { Transfer } from '../core/transfer.ts';
import type { Connections } from './connections.ts';

/** A transfer as the browser tells of it, with the sizes of its bodies. */
export function transferOf(event: RequestEvent, down: Size, up: Size, connections: Connections): Transfer {
  const protocol = protocolOf(event);
  return {
    down,
    up,
    headDown: event.status === 0 ? 0 : responseHeadSize(protocol, event.statusLine, event.headers),
    headUp: requestHeadSize(event.url, event.sizes ? 'firefox' : 'chromium'),
    protocol,
    secure: event.url.startsWith('https:') || event.url.startsWith('wss:'),
    family: event.ip?.includes(':') ? 6 : 4,
    // A cache's answer opens no connection, and the next request must still pay for one.
    connection: event.fromCache && event.sizes === null ? 'reused' : connections.use(event.url, event.at),
  };
}

/** Whether what the page reads of a response is larger than what came. */
export const isEncoded = ({ headers }: Pick<RequestEvent, 'headers'>): boolean => {
  const encoding = headerOf(headers, 'content-encoding');
  return encoding !== null && encoding !== '' && encoding.toLowerCase() !== 'identity';
};

/** Firefox's status line tells the protocol. Chromium's does not: over TLS nearly all is HTTP/2 or later. */
function protocolOf(event: RequestEvent): Transfer['protocol'] {
  if (event.statusLine.startsWith('HTTP/2')) return 'h2';
  if (event.statusLine.startsWith('HTTP/3')) return 'h3';
  return event.sizes === null && event.url.startsWith('https:') ? 'h2' : 'http/1.1';
}
