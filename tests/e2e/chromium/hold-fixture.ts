import type { Page } from '@playwright/test';
import type { StreamServer } from '../holds/stream-server.ts';
import { withStreams } from '../holds/with-streams.ts';
import { test as base, type Browser } from './fixture.ts';

export { expect } from '../support/expect.ts';

/** The browser with the extension, and a server that streams and counts. */
export const test = base.extend<{ streams: StreamServer }>({
  streams: ({ server }, use) => withStreams(server, use),
});

/** The held page's address for an address that was asked for. */
export const held = ({ extensionId }: Browser, address: string) =>
  `chrome-extension://${extensionId}/held.html#${address}`;

/** A navigation that may end elsewhere. */
export const goto = (page: Page, address: string) => page.goto(address).catch(() => null);
