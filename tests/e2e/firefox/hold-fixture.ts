import type { StreamServer } from '../holds/stream-server.ts';
import { withStreams } from '../holds/with-streams.ts';
import type { FirefoxTab } from './bidi.ts';
import { extensionUrl, test as base } from './fixture.ts';

export { expect } from '../support/expect.ts';

/** The browser with the extension, and a server that streams and counts. */
export const test = base.extend<{ streams: StreamServer }>({
  streams: ({ server }, use) => withStreams(server, use),
});

/** The held page's address for an address that was asked for. */
export const held = (address: string) => `${extensionUrl('held.html')}#${address}`;

/** Waits until a tab shows an address and its heading, or its title, is `title`. */
export const shows = (tab: FirefoxTab, address: string, title: string) =>
  tab.waitFor(
    (to: string, name: string) =>
      location.href === to && (document.querySelector('h1')?.textContent ?? document.title) === name,
    [address, title],
  );

/** Presses the button whose name begins with `name`. */
export const press = (tab: FirefoxTab, name: string) =>
  tab.evaluate((begin: string) => {
    const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim().startsWith(begin));
    if (!found) throw new Error(`no button ${begin}`);
    found.click();
  }, name);
