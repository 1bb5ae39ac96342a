import type { Report } from '../../../src/core/contract.ts';
import { expect } from './expect.ts';
import type { TestServer } from './server.ts';

/** All that was served is counted once, and every guess has given way to what the page or the browser knows. */
export async function expectAllCounted(send: <T>(message: object) => Promise<T>, server: TestServer): Promise<void> {
  await expect
    .poll(async () => {
      const { total } = await send<Report>({ type: 'report' });
      return { uncounted: server.served.length - total.requests, measured: total.measured };
    })
    .toEqual({ uncounted: 0, measured: 1 });
  const { total } = await send<Report>({ type: 'report' });
  expect(total.down).toBeGreaterThan(server.down());
  // Heads, packets, and a connection each time the worker has forgotten that there is one.
  expect(total.down).toBeLessThan(server.down() * 1.05 + server.served.length * 1000 + 4 * 6000);
}
