import { test as base } from '@playwright/test';
import path from 'node:path';
import type { Browser, Runtime } from 'webextension-polyfill';
import type { Flow } from '../../../src/core/flow.ts';
import { createCertificates } from '../support/certificates.ts';
import { HOSTS } from '../support/hosts.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { Firefox, type FirefoxTab } from './bidi.ts';

export const ID = 'datagauge@example.org';
const UUID = '11111111-2222-4333-8444-555555555555';
const EXTENSION = path.resolve(import.meta.dirname, '../../../.output/firefox-mv3');

export const extensionUrl = (page: string) => `moz-extension://${UUID}/${page}`;

export type FirefoxBrowser = {
  firefox: Firefox;
  /** A page of the extension, to send messages from. */
  panel: FirefoxTab;
  send<T>(message: object): Promise<T>;
  /** All that was posted and corrected since the panel was opened. */
  flows(): Promise<Flow[]>;
  /** Ends the background as Firefox does when it is idle, and waits until it is gone. */
  stopBackground(): Promise<void>;
};

type Page = { browser: Browser; port: Runtime.Port; flows: Flow[] };

type Options = { prefs: Record<string, boolean>; policy: object | null };

export const test = base.extend<{ server: TestServer; browserOf: FirefoxBrowser } & Options>({
  prefs: [{}, { option: true }],
  /** What an organisation presets. */
  policy: [null, { option: true }],
  server: async ({}, use) => {
    const certificates = createCertificates(HOSTS);
    const server = await startServer(certificates);
    await use(Object.assign(server, { certificates }));
    await server.close();
    certificates.remove();
  },
  browserOf: async ({ server, prefs, policy }, use) => {
    const { certificates } = server as TestServer & { certificates: { trustIn(profile: string): void } };
    const firefox = await Firefox.launch({
      prefs: {
        'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
        'network.dns.forceResolve': '127.0.0.1',
        ...prefs,
      },
      policy: policy && { id: ID, data: policy },
      prepare: (profile) => certificates.trustIn(profile),
    });
    await firefox.install(EXTENSION);
    const panel = await firefox.newTab();
    await panel.goto(extensionUrl('dashboard.html'));
    await panel.evaluate(() => {
      const page = globalThis as unknown as Page;
      page.flows = [];
      page.port = page.browser.runtime.connect({ name: 'live' });
      page.port.onMessage.addListener((part) => void page.flows.push(...(part as Flow[])));
    });
    await use({
      firefox,
      panel,
      send: <T>(message: object) =>
        panel.evaluate(
          (one: object) => (globalThis as unknown as Page).browser.runtime.sendMessage<object, T>(one),
          message,
        ),
      flows: () => panel.evaluate(() => (globalThis as unknown as Page).flows),
      stopBackground: async () => {
        // The panel must not wake it again: neither by watching nor as an open popup.
        await panel.evaluate(() => (globalThis as unknown as Page).port.disconnect());
        await stopBackground(firefox);
      },
    });
    await firefox.close();
  },
});

export const expect = test.expect;

type Policy = { extension: { backgroundState: string; terminateBackground(how: object): Promise<void> } };
type Privileged = { WebExtensionPolicy: { getByID(id: string): Policy } };

async function stopBackground(firefox: Firefox): Promise<void> {
  const state = await firefox.chrome(async (id: string) => {
    const { extension } = (globalThis as unknown as Privileged).WebExtensionPolicy.getByID(id);
    await extension.terminateBackground({ ignoreDevToolsAttached: true });
    return extension.backgroundState;
  }, ID);
  base.expect(state).toBe('stopped');
}
