import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

let ids = 0;

/** A fetch without a length that ends `ms` after its head came. */
function fetched(rig: ReturnType<typeof createMeterRig>, ms: number, rest: Partial<RequestEvent> = {}): number {
  const before = rig.total().down;
  const one = { url: 'https://data.news.test/tile', type: 'xmlhttprequest', id: `fetch ${ids++}`, ...rest };
  rig.meter.onRequest(request({ ...one, phase: 'started' }));
  rig.meter.onRequest(request({ ...one, at: NOON + ms }));
  return rig.total().down - before;
}

/** After 20 fetches that a link of 250 kB a second brought, each of whose sizes became known. */
function seasoned() {
  const rig = createMeterRig();
  for (let n = 0; n < 20; n++) {
    const url = `https://data.news.test/known${n}`;
    const bytes = 4000 * 2 ** (n % 5);
    if (n % 2) fetched(rig, bytes / 250, { url, headers: contentLength(bytes) });
    else {
      fetched(rig, bytes / 250, { url });
      rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(url, bytes, { endedAt: NOON + bytes / 250 })] });
    }
  }
  return rig;
}

describe('what nothing tells the size of', () => {
  it('is what the link brings in the time that it took', () => {
    const rig = seasoned();
    for (const bytes of [10_000, 30_000, 90_000]) {
      const guess = fetched(rig, bytes / 250);
      expect(Math.abs(Math.log(guess / bytes))).toBeLessThan(0.4);
    }
  });

  it('is as many bytes after decoding as its server’s tag says', () => {
    const tagged = [
      { name: 'content-encoding', value: 'gzip' },
      { name: 'etag', value: 'W/"f4240-6tDRXs0VZkz8sNbl7J9AsA4q+/M"' },
    ];
    const guess = fetched(createMeterRig(), 5, { headers: tagged });
    expect(guess).toBeGreaterThan(200_000);
    expect(guess).toBeLessThan(400_000);
    // Unless no link brings so much in that time.
    expect(fetched(createMeterRig(), 0.3, { headers: tagged })).toBeLessThan(60_000);
  });
});
