import { chromium, test as base, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TapReport } from '../../../src/core/tap-report.ts';
import { buildTapExtension } from './build-extension.ts';
import { latestOf } from './latest-of.ts';
import type { TapServer } from './server.ts';
import { withTapServer } from './with-tap-server.ts';

export { expect } from '../support/expect.ts';

export type TapBrowser = {
  context: BrowserContext;
  /** An empty page at `/` of the server. */
  page: Page;
  /** The newest report of every channel. */
  reports<Kind extends TapReport['kind']>(kind: Kind): Promise<Extract<TapReport, { kind: Kind }>[]>;
};

type Order = Parameters<typeof buildTapExtension>[2];

const LAUNCH = {
  executablePath: process.env['DATAGAUGE_CHROMIUM'] ?? '/usr/bin/chromium',
  headless: true,
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--ignore-certificate-errors',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ],
};

/** Chromium with an extension that contains only the tap. */
export const test = base.extend<
  { tap: TapBrowser; /** A page of a browser without any extension. */ plain: Page },
  { server: TapServer; order: Order; context_: { context: BrowserContext; panel: Page } }
>({
  order: [undefined, { option: true, scope: 'worker' }],
  server: [({}, use) => withTapServer(use), { scope: 'worker' }],
  context_: [
    async ({ order }, use) => {
      const directory = mkdtempSync(path.join(tmpdir(), 'datagauge-tap-'));
      const extension = path.join(directory, 'extension');
      await buildTapExtension(extension, 'chromium', order);
      const context = await chromium.launchPersistentContext(path.join(directory, 'profile'), {
        ...LAUNCH,
        ignoreDefaultArgs: ['--disable-extensions'],
        args: [...LAUNCH.args, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
      });
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      const id = new URL(worker.url()).host;
      const panel = await context.newPage();
      await panel.goto(`chrome-extension://${id}/panel.html`);
      await use({ context, panel });
      await context.close();
      rmSync(directory, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  plain: async ({}, use) => {
    const browser = await chromium.launch(LAUNCH);
    await use(await browser.newPage());
    await browser.close();
  },
  tap: async ({ context_: { context, panel }, server }, use) => {
    await panel.evaluate(() => void ((globalThis as any).messages = []));
    const page = await context.newPage();
    await page.goto(server.url('/'));
    await use({
      context,
      page,
      reports: async (kind) => latestOf(await panel.evaluate(() => (globalThis as any).messages), kind),
    });
    for (const one of context.pages()) if (one !== panel) await one.close();
  },
});
