import { test as base } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Runtime } from 'webextension-polyfill';
import type { Flow } from '../../../src/core/flow.ts';
import { zip } from '../../bench/support/content/zip.mjs';
import { withServer, type TrustedServer } from '../support/with-server.ts';
import { Firefox, type FirefoxTab } from './bidi.ts';
import { expect } from '../support/expect.ts';

export { expect };

export const ID = 'datagauge@example.org';
const UUID = '11111111-2222-4333-8444-555555555555';
const EXTENSION = path.resolve(import.meta.dirname, '../../../.output/firefox-mv3');

export const extensionUrl = (page: string) => `moz-extension://${UUID}/${page}`;

export type FirefoxBrowser = {
  firefox: Firefox;
  /** A page of the extension, to send messages from. */
  panel: FirefoxTab;
  send<T>(message: object): Promise<T>;
  /** Everything posted and corrected since the panel was opened. */
  flows(): Promise<Flow[]>;
  /** Ends the background as Firefox does when it is idle, and waits until it has stopped. */
  stopBackground(): Promise<void>;
  /** Quits the browser, waits for `meanwhile`, and starts it again with the same profile; needs `lasting`. */
  restart(meanwhile?: () => Promise<unknown>): Promise<FirefoxBrowser>;
};

type Page = { browser: Browser; port: Runtime.Port; flows: Flow[] };

type Options = {
  prefs: Record<string, boolean | number | string>;
  policy: object | null;
  lasting: boolean;
  privateWindows: boolean;
  networkLog: string | null;
};

export const test = base.extend<{ server: TrustedServer; browserOf: FirefoxBrowser } & Options>({
  prefs: [{}, { option: true }],
  /** The managed storage that an organisation's policy sets. */
  policy: [null, { option: true }],
  /** Whether the extension is still installed after a restart of the browser. */
  lasting: [false, { option: true }],
  privateWindows: [false, { option: true }],
  /** File for the browser's network log. */
  networkLog: [null, { option: true }],
  server: ({}, use) => withServer(use),
  browserOf: async ({ server, prefs, policy, lasting, privateWindows, networkLog }, use) => {
    const { certificates } = server;
    const start = async (profile?: string): Promise<FirefoxBrowser> => {
      const firefox = await Firefox.launch({
        prefs: {
          'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
          'network.dns.forceResolve': '127.0.0.1',
          ...(lasting && { 'xpinstall.signatures.required': false }),
          ...prefs,
        },
        policy: policy && { id: ID, data: policy },
        log: networkLog,
        prepare: (folder) => certificates.trustIn(folder),
        ...(profile !== undefined && { profile }),
      });
      if (!lasting) await firefox.install(EXTENSION, privateWindows);
      else if (profile === undefined) await firefox.installPermanently(packed(), privateWindows);
      return openPanel(firefox, async (meanwhile) => {
        const folder = await firefox.quit();
        await meanwhile?.();
        current = await start(folder);
        return current;
      });
    };
    let current = await start();
    await use(current);
    await current.firefox.close();
  },
});

/** Opens an extension page once its background answers. */
async function openPanel(firefox: Firefox, restart: FirefoxBrowser['restart']): Promise<FirefoxBrowser> {
  const panel = await firefox.newTab();
  await panel.goto(extensionUrl('held.html')); // the page that draws the least
  await panel.evaluate(() => {
    const page = globalThis as unknown as Page;
    page.flows = [];
    page.port = page.browser.runtime.connect({ name: 'live' });
    page.port.onMessage.addListener((part) => void page.flows.push(...(part as Flow[])));
  });
  return {
    firefox,
    panel,
    send: <T>(message: object) =>
      panel.evaluate(
        (one: object) => (globalThis as unknown as Page).browser.runtime.sendMessage<object, T>(one),
        message,
      ),
    flows: () => panel.evaluate(() => (globalThis as unknown as Page).flows),
    stopBackground: async () => {
      // The panel must not wake it again, neither by its port nor as an open popup.
      await panel.evaluate(() => (globalThis as unknown as Page).port.disconnect());
      await stopBackground(firefox);
    },
    restart,
  };
}

/** The built extension as an archive: Firefox removes an unpacked one when it quits. */
function packed(): Buffer {
  const names = readdirSync(EXTENSION, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = names.map(({ parentPath, name }) => path.join(parentPath, name));
  return zip(Object.fromEntries(paths.map((file) => [path.relative(EXTENSION, file), readFileSync(file)])));
}

type Policy = { extension: { backgroundState: string; terminateBackground(how: object): Promise<void> } };
type Privileged = { WebExtensionPolicy: { getByID(id: string): Policy } };

/** Retried, since a page's last reports may wake it once more. */
async function stopBackground(firefox: Firefox): Promise<void> {
  const stop = () =>
    firefox.chrome(async (id: string) => {
      const { extension } = (globalThis as unknown as Privileged).WebExtensionPolicy.getByID(id);
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      return extension.backgroundState;
    }, ID);
  await expect.poll(stop).toBe('stopped');
}
