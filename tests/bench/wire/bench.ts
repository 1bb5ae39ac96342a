import { createConnections } from '../../../src/background/connections.ts';
import { transferOf } from '../../../src/background/transfer-of.ts';
import { known } from '../../../src/core/body-size.ts';
import type { RequestEvent } from '../../../src/core/request-event.ts';
import { cellOf } from '../../../src/core/transfer.ts';

const MOST_MICROSECONDS = 5;
const TRANSFERS = 20_000;
const ROUNDS = 9;

/** Requests as a page with 75 hosts makes them, with usual response headers, two of which differ every time. */
const event = (n: number): RequestEvent => ({
  phase: 'completed',
  id: String(n),
  at: 1_770_000_000_000 + n * 20,
  url: `https://cdn${n % 75}.shop-t${n % 25}.test/assets/${n % 400}/picture.jpg?width=640&v=${n}`,
  method: 'GET',
  type: ['image', 'script', 'font', 'xmlhttprequest', 'stylesheet'][n % 5]!,
  tabId: 1,
  frameId: 0,
  isTopFrame: true,
  documentId: null,
  initiator: 'https://www.shop.test',
  topUrl: null,
  isPrivate: null,
  fromCache: false,
  status: 200,
  statusLine: 'HTTP/1.1 200',
  headers: [
    { name: 'date', value: 'Mon, 02 Feb 2026 02:40:00 GMT' },
    { name: 'server', value: 'nginx' },
    { name: 'content-type', value: 'image/jpeg' },
    { name: 'content-length', value: String(1000 + (n % 90_000)) },
    { name: 'cache-control', value: 'public, max-age=31536000, immutable' },
    { name: 'etag', value: `"${n.toString(16)}-5f3"` },
    { name: 'strict-transport-security', value: 'max-age=31536000; includeSubDomains' },
    { name: 'x-request-id', value: `${n}d2f0958e92ac00d0f02064d54f58` },
    { name: 'access-control-allow-origin', value: '*' },
    { name: 'vary', value: 'Accept-Encoding' },
  ],
  ip: '192.0.2.1',
  from: null,
  bodyUp: null,
  hasHiddenBody: false,
  isGivenUp: false,
  isDropped: false,
  isEmptyResponse: false,
  isRefused: false,
  sizes: null,
});

/**
 * Processor time for the wire cost of one transfer: connections, header tables and `wireBytes` together. The best of
 * some rounds, since other processes slow the caches down, too.
 *
 * @returns the goals that were missed
 */
export function bench(): string[] {
  const events = Array.from({ length: TRANSFERS }, (_, n) => event(n));
  let best = Infinity;
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const connections = createConnections('chromium');
    const from = process.cpuUsage();
    for (const one of events) {
      connections.sees(one);
      const { down, up } = cellOf(
        transferOf(one, { down: known(20_000, 'exact'), up: known(0, 'exact') }, 'shop.test', connections),
      );
      bytes += down + up;
    }
    const { user, system } = process.cpuUsage(from);
    best = Math.min(best, (user + system) / TRANSFERS);
  }
  const mean = Math.round(bytes / (TRANSFERS * ROUNDS));
  console.log(`${best.toFixed(2)} µs a transfer, the best of ${ROUNDS} rounds (${mean} bytes each in the mean)`);
  console.log(`BENCH wire ${JSON.stringify({ microseconds: Number(best.toFixed(2)), transfers: TRANSFERS })}`);
  return best <= MOST_MICROSECONDS ? [] : [`${best.toFixed(2)} µs a transfer, not at most ${MOST_MICROSECONDS}`];
}
