import type { Page } from '@playwright/test';
import type { StreamServer } from '../holds/stream-server.ts';
import { withStreams } from '../holds/with-streams.ts';
import { test as base, type Browser } from './fixture.ts';

export { expect } from '../support/expect.ts';

/** The browser with the extension, and a streaming server that counts what it sends. */
export const test = base.extend<{ streams: StreamServer }>({
  streams: ({ server }, use) => withStreams(server, use),
});

/** The held page's address for a requested address. */
export const held = ({ extensionId }: Browser, address: string) =>
  `chrome-extension://${extensionId}/held.html#${address}`;

/** A navigation that may end at another address. */
export const goto = (page: Page, address: string) => page.goto(address).catch(() => null);
