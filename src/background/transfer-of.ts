import type { Size } from '../core/body-size.ts';
import { requestHeadSize } from '../core/request-head.ts';
import { responseHeadSize } from '../core/response-head.ts';
import { headerOf, type HttpHeader } from '../core/http-header.ts';
import type { RequestEvent } from '../core/request-event.ts';
import type { Transfer } from '../core/transfer.ts';
import type { Connections, ConnectionUse, RequestCourse } from './connections.ts';

/** The transfer of a request as the browser reported it. `site`: its owner. */
export function transferOf(
  event: RequestEvent,
  { down, up }: { down: Size; up: Size },
  site: string,
  connections: Connections,
  course?: RequestCourse,
): Transfer {
  const protocol = protocolOf(event);
  const browser = event.sizes ? 'firefox' : 'chromium';
  // A response from the cache opens no connection; the next request must still pay for one.
  const isFree = event.fromCache && event.sizes === null;
  const use: ConnectionUse = isFree
    ? { opened: { full: 0, resumed: 0 }, idleMs: 0 }
    : connections.use(event, protocol, site, { bytes: down.bytes, ...course });
  const transfer: Transfer = {
    down,
    up,
    headDown: event.status === 0 ? 0 : responseHeadSize(protocol, event.statusLine, event.headers),
    headUp: requestHeadSize(event, browser),
    protocol,
    secure: event.url.startsWith('https:') || event.url.startsWith('wss:'),
    family: event.ip?.includes(':') ? 6 : 4,
    opened: use.opened,
    idleMs: use.idleMs,
    reader: browser,
  };
  if (use.endsApartFrom !== undefined) transfer.endsApartFrom = use.endsApartFrom;
  if (use.pieceBytes !== undefined) transfer.pieceBytes = use.pieceBytes;
  if (use.joined) Object.assign(transfer, { joined: use.joined, joinedTo: use.joinedTo });
  if (use.blockDown !== undefined) transfer.blockDown = use.blockDown;
  if (use.blockUp !== undefined) transfer.blockUp = use.blockUp;
  return transfer;
}

/** Whether a response was transferred compressed. */
export const isEncoded = ({ headers }: Pick<RequestEvent, 'headers'>): boolean => {
  const encoding = headerOf(headers, 'content-encoding');
  return encoding !== null && encoding !== '' && encoding.toLowerCase() !== 'identity';
};

/** Chromium's cache writes these itself after a Range request (`net/http/partial_data.cc`). */
const WRITTEN_ANEW: ReadonlySet<string> = new Set(['Content-Length', 'Content-Range']);

/**
 * Firefox's status line names the protocol. Chromium's does not, but field names do: HTTP/2 and later spell them in
 * lower case (RFC 9113 §8.2.1) and have no connection-specific fields; over TLS nearly all is HTTP/2 or later.
 */
export function protocolOf(event: RequestEvent): Transfer['protocol'] {
  if (event.statusLine.startsWith('HTTP/2')) return 'h2';
  if (event.statusLine.startsWith('HTTP/3')) return 'h3';
  if (event.sizes !== null || !event.url.startsWith('https:')) return 'http/1.1';
  const spellsAsHttp1 = ({ name }: HttpHeader) => /[A-Z]/.test(name) && !WRITTEN_ANEW.has(name);
  return event.headers.some(spellsAsHttp1) ? 'http/1.1' : 'h2';
}
