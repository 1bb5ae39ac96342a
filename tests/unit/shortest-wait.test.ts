import { afterEach, expect, it, vi } from 'vitest';
import { shortestWait } from '../../src/page/shortest-wait.ts';
import { tellWait } from '../../src/page/tell-wait.ts';

const timing = (wait: number, rest: Partial<PerformanceResourceTiming> = {}) =>
  ({
    ...{ name: 'https://cdn.test/a.js', transferSize: 1300, workerStart: 0 },
    ...{ requestStart: 100, responseStart: 100 + wait, ...rest },
  }) as PerformanceResourceTiming;

afterEach(() => void vi.unstubAllGlobals());

it('the shortest wait is from a request to its response’s first byte', () => {
  expect(shortestWait([timing(40), timing(7), timing(12)])).toBe(7);
  expect(shortestWait([])).toBe(0);
});

it('the shortest wait leaves out caches, service workers, this device and hidden timings', () => {
  const none = [
    timing(1, { transferSize: 0 }),
    timing(1, { workerStart: 90 }),
    timing(0),
    timing(-3),
    timing(0, { requestStart: 0, responseStart: 0 }),
    timing(1, { requestStart: 0 }),
    ...['localhost:3000', 'app.localhost', '127.0.0.1', '[::1]:80'].map((host) =>
      timing(1, { name: `http://${host}/` }),
    ),
  ];
  expect(shortestWait(none)).toBe(0);
  expect(shortestWait([...none, timing(9)])).toBe(9);
});

it('the shortest wait is reported once a page has loaded, where no phone’s link is as near', () => {
  const reported = (navigation: number, resource: number, frame = {}) => {
    const byType: Record<string, object[]> = { navigation: [timing(navigation)], resource: [timing(resource)] };
    vi.stubGlobal('performance', { getEntriesByType: (type: string) => byType[type] });
    vi.stubGlobal('document', { readyState: 'complete' });
    vi.stubGlobal('self', {});
    vi.stubGlobal('top', 'of' in frame ? frame.of : self);
    const sent: object[] = [];
    tellWait((message) => sent.push(message));
    return sent;
  };
  expect(reported(30, 8)).toEqual([{ type: 'timing', entries: [], waitMs: 8 }]);
  expect(reported(6, 40)).toEqual([{ type: 'timing', entries: [], waitMs: 6 }]);
  expect(reported(30, 25)).toEqual([]);
  expect(reported(5, 5, { of: {} })).toEqual([]);
});
