import { isOwnDevice } from '../core/is-own-device.ts';

/**
 * The shortest wait in a timeline, ms: from sending a request, connecting not included, to the response's first byte. 0
 * where no entry tells: each came from a cache, a service worker or this device, or hides its times.
 */
export function shortestWait(timings: readonly PerformanceResourceTiming[]): number {
  let shortest = 0;
  for (const { name, requestStart, responseStart, transferSize, workerStart } of timings) {
    const wait = responseStart - requestStart;
    if (!(requestStart > 0 && wait > 0 && transferSize > 0) || workerStart > 0) continue;
    if ((shortest === 0 || wait < shortest) && !isOwnDevice(new URL(name).hostname)) shortest = wait;
  }
  return shortest;
}
