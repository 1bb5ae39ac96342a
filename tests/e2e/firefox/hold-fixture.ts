import type { StreamServer } from '../holds/stream-server.ts';
import { withStreams } from '../holds/with-streams.ts';
import type { FirefoxTab } from './bidi.ts';
import { extensionUrl, test as base } from './fixture.ts';

export { expect } from '../support/expect.ts';

/** The browser with the extension, and a streaming server that counts what it sends. */
export const test = base.extend<{ streams: StreamServer }>({
  streams: ({ server }, use) => withStreams(server, use),
});

/** The held page's address for a requested address. */
export const held = (address: string) => `${extensionUrl('held.html')}#${address}`;

/** Waits until a tab shows `address` with `title` as its heading or title. */
export const shows = (tab: FirefoxTab, address: string, title: string) =>
  tab.waitFor(
    (to: string, name: string) =>
      location.href === to && (document.querySelector('h1')?.textContent ?? document.title) === name,
    [address, title],
  );

/** Clicks the button whose name begins with `name`. */
export const press = (tab: FirefoxTab, name: string) =>
  tab.evaluate((begin: string) => {
    const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim().startsWith(begin));
    if (!found) throw new Error(`no button ${begin}`);
    found.click();
  }, name);
