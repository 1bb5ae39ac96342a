import { test as base } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TapReport } from '../../../src/core/tap-report.ts';
import { Firefox, type FirefoxTab } from '../firefox/bidi.ts';
import { buildTapExtension, TAP_ID } from './build-extension.ts';
import { latestOf, type TapMessage } from './latest-of.ts';
import type { TapServer } from './server.ts';
import { withTapServer } from './with-tap-server.ts';

export { expect } from '../support/expect.ts';

const UUID = '22222222-2222-4333-8444-555555555555';

export type TapBrowser = {
  firefox: Firefox;
  /** An empty page at `/` of the server. */
  page: FirefoxTab;
  /** The newest report of every channel. */
  reports<Kind extends TapReport['kind']>(kind: Kind): Promise<Extract<TapReport, { kind: Kind }>[]>;
};

type Panel = { messages: TapMessage[] };

/** Firefox with an extension that contains only the tap. */
export const test = base.extend<
  { tap: TapBrowser; /** A page of a browser without any extension. */ plain: FirefoxTab },
  { server: TapServer; running: { firefox: Firefox; panel: FirefoxTab } }
>({
  server: [({}, use) => withTapServer(use), { scope: 'worker' }],
  running: [
    async ({}, use) => {
      const directory = mkdtempSync(path.join(tmpdir(), 'datagauge-tap-'));
      await buildTapExtension(directory, 'firefox');
      const firefox = await Firefox.launch({
        prefs: { 'extensions.webextensions.uuids': JSON.stringify({ [TAP_ID]: UUID }) },
      });
      await firefox.install(directory);
      const panel = await firefox.newTab();
      await panel.goto(`moz-extension://${UUID}/panel.html`);
      await use({ firefox, panel });
      await firefox.close();
      rmSync(directory, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  plain: async ({ server }, use) => {
    const firefox = await Firefox.launch();
    const page = await firefox.newTab();
    await page.goto(server.url('/'));
    await use(page);
    await firefox.close();
  },
  tap: async ({ running: { firefox, panel }, server }, use) => {
    await panel.evaluate(() => void ((globalThis as unknown as Panel).messages = []));
    const page = await firefox.newTab();
    await page.goto(server.url('/'));
    await use({
      firefox,
      page,
      reports: async (kind) => latestOf(await panel.evaluate(() => (globalThis as unknown as Panel).messages), kind),
    });
    await page.close();
  },
});
