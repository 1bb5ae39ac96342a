import { readFileSync } from 'node:fs';

/** What Chromium did on the network, according to its own log. */
export type NetLog = {
  /** Addresses of all requests that were to leave the browser, its own included. */
  requested: string[];
  /** Names that were resolved. */
  resolved: string[];
  /** Addresses that it connected to by TCP or sent to by UDP. Connecting a UDP socket sends nothing. */
  connected: string[];
};

type Event = { type: number; source: { id: number }; params?: Record<string, unknown> };
type File = { constants: { logEventTypes: Record<string, number> }; events: Event[] };

/**
 * Reads what `--log-net-log` wrote; Chromium must have quit.
 * https://www.chromium.org/developers/design-documents/network-stack/netlog/
 */
export function readNetLog(file: string): NetLog {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as File;
  const of = (type: string) => {
    const number = constants.logEventTypes[type];
    if (number === undefined) throw new Error(`${file}: this browser's log knows no ${type}`);
    return events.filter((event) => event.type === number);
  };
  const values = (found: Event[], key: string) => [
    ...new Set(found.map(({ params }) => params?.[key]).filter((value) => typeof value === 'string')),
  ];
  const sent = new Set(of('UDP_BYTES_SENT').map(({ source }) => source.id));
  return {
    requested: values(of('URL_REQUEST_START_JOB'), 'url').filter((url) => /^(https?|wss?|ftp):/.test(url)),
    resolved: values(of('HOST_RESOLVER_MANAGER_REQUEST'), 'host'),
    connected: values(
      [...of('TCP_CONNECT_ATTEMPT'), ...of('UDP_CONNECT').filter(({ source }) => sent.has(source.id))],
      'address',
    ),
  };
}
