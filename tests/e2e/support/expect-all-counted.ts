import type { Report } from '../../../src/core/contract.ts';
import { expect } from './expect.ts';
import type { TestServer } from './server.ts';

/** Expects that all that was served is counted once, and that no guess remains. */
export async function expectAllCounted(send: <T>(message: object) => Promise<T>, server: TestServer): Promise<void> {
  await expect
    .poll(async () => {
      const { total } = await send<Report>({ type: 'report' });
      const served = server.served.length;
      // Heads, packets, and a new connection each time the worker was stopped and has forgotten the old one.
      const most = server.down() * 1.05 + served * 1000 + 4 * 6000;
      const isRight = total.down > server.down() && total.down < most;
      return { uncounted: served - total.requests, measured: total.measured, down: isRight ? 'right' : total.down };
    })
    .toEqual({ uncounted: 0, measured: 1, down: 'right' });
}
