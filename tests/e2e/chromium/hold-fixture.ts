import type { Page } from '@playwright/test';
import { startStreamServer, type StreamServer } from '../holds/stream-server.ts';
import type { Certificates } from '../support/certificates.ts';
import { test as base, type Browser } from './fixture.ts';

export { expect } from '../support/expect.ts';

/** The browser with the extension, and a server that streams and counts. */
export const test = base.extend<{ streams: StreamServer }>({
  streams: async ({ server }, use) => {
    const streams = await startStreamServer((server as unknown as { certificates: Certificates }).certificates);
    await use(streams);
    await streams.close();
  },
});

/** The held page's address for an address that was asked for. */
export const held = ({ extensionId }: Browser, address: string) =>
  `chrome-extension://${extensionId}/held.html#${address}`;

/** A navigation that may end elsewhere. */
export const goto = (page: Page, address: string) => page.goto(address).catch(() => null);
