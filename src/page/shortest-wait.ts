import { isOwnDevice } from '../core/is-own-device.ts';

/**
 * The shortest that anything of a timeline was waited for, ms: from the request, its connection there already, to the
 * response's first byte. 0: of none is that told, for it came from a cache, a service worker or this device, or is hidden.
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
