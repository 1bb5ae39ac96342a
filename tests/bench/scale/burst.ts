import 'fake-indexeddb/auto';
import type { RequestEvent } from '../../../src/core/request-event.ts';
import { startEngine } from '../../unit/support/engine-rig.ts';
import { contentLength, NOON, request } from '../../unit/support/request.ts';

const PER_SECOND = 1000;
/** Browsers deliver events in groups: here once in so many ms. */
const GROUP_MS = 20;
const FLUSHED_EVERY_MS = 500;

/**
 * The events of the nth request: every other response declares its length, some are redirected first, some come from
 * the cache, some fail.
 */
function eventsOf(n: number): Partial<RequestEvent>[] {
  const type = ['image', 'script', 'xmlhttprequest', 'stylesheet'][n % 4]!;
  const one = { id: `b${n}`, url: `https://h${n % 90}.test/${n}`, at: NOON + n, tabId: 1 + (n % 20), type };
  if (n % 40 === 1) return [{ ...one, phase: 'redirected', status: 302 }, one];
  if (n % 40 === 2)
    return [
      { ...one, phase: 'started', headers: contentLength(9e6) },
      { ...one, phase: 'failed' },
    ];
  return [{ ...one, fromCache: n % 40 === 3, headers: n % 2 ? contentLength(1000 + (n % 5000)) : [] }];
}

/**
 * Sends a thousand requests a second for `seconds` seconds, in real time, through the whole background, with its
 * database in memory.
 *
 * @returns how many went over the wire, how many the report counts afterwards, and for what share of the time one core
 * was busy
 */
export async function burst(seconds: number): Promise<{ sent: number; counted: number; busy: number }> {
  const { engine, report, timers } = await startEngine();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  let n = 0;
  let sent = 0;
  let flushed = begun;
  while (performance.now() - begun < seconds * 1000 || n < seconds * PER_SECOND) {
    const due = Math.min(seconds * PER_SECOND, Math.floor(((performance.now() - begun) / 1000) * PER_SECOND));
    for (; n < due; n++)
      for (const event of eventsOf(n)) {
        engine.onRequest(request(event));
        if (event.phase !== 'started' && !event.fromCache) sent++;
      }
    if (performance.now() - flushed > FLUSHED_EVERY_MS) {
      flushed = performance.now();
      timers.run();
    }
    await new Promise((resolve) => setTimeout(resolve, GROUP_MS));
  }
  const { user, system } = process.cpuUsage(cpu);
  const busy = (user + system) / 1000 / (performance.now() - begun);
  return { sent, counted: (await report()).total.requests, busy };
}
