import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectKept } from '../support/expect-kept.ts';
import { filesWith } from '../support/files-with.ts';
import { readMozLog } from '../support/moz-log.ts';
import { readStored } from '../support/read-stored.ts';
import type { TestServer } from '../support/server.ts';
import {
  HELD,
  MESSAGE_HEAD,
  PRIVATE_SITE,
  runWholeSession,
  SECRETS,
  type Driver,
  type Tab,
} from '../support/whole-session.ts';
import type { StreamServer } from '../holds/stream-server.ts';
import type { FirefoxTab } from './bidi.ts';
import { extensionUrl, type FirefoxBrowser } from './fixture.ts';
import { expect, held, press, shows, test } from './hold-fixture.ts';

test.describe.configure({ mode: 'parallel' }); // each has its own browser

const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-privacy-'));
const log = path.join(folder, 'log');

/** Where Firefox itself stores visited addresses and pages' own data. */
const BROWSERS_OWN = /^(places|favicons|formhistory|sessionstore|cache2|serviceworker|storage\/default\/https)/;

test.use({
  privateWindows: true,
  lasting: true, // else quitting would remove the extension's files
  networkLog: log,
  prefs: {
    // Firefox requires a click, then grants without a prompt.
    'extensions.webextOptionalPermissionPrompts': false,
    'media.gmp-manager.updateEnabled': false,
    'browser.download.folderList': 2,
    'browser.download.dir': folder,
  },
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tabOf = (tab: FirefoxTab): Tab => ({ evaluate: (run, arg) => tab.evaluate(run, arg) });

const driverOf = ({ firefox, panel, send }: FirefoxBrowser): Driver => ({
  open: async (address) => {
    const tab = await firefox.newTab();
    await tab.goto(address);
    return tabOf(tab);
  },
  openHeld: async (address) => {
    const tab = await firefox.newTab();
    await tab.startNavigation(address);
    await shows(tab, held(address), 'ads.test is paused');
    await press(tab, 'Open this once');
    await tab.waitFor((to: string) => location.href === to, [address]);
  },
  openPrivately: (address) =>
    panel.evaluate(
      (url: string) =>
        (globalThis as unknown as { browser: typeof chrome }).browser.windows
          .create({ url, incognito: true })
          .then(() => {}),
      address,
    ),
  send,
});

/**
 * Runs `runWholeSession`, then opens every view of the extension and turns on automatic export. @returns origins that
 * pages requested
 */
async function useEveryFeature(browser: FirefoxBrowser, server: TestServer, streams: StreamServer): Promise<string[]> {
  const origins = await runWholeSession(driverOf(browser), server, streams);
  const view = await browser.firefox.newTab();
  await view.goto(extensionUrl('popup.html'));
  const isPainted = () => performance.getEntriesByName('datagauge:painted').length === 1;
  await view.waitFor(isPainted);
  await view.goto(extensionUrl('dashboard.html?lang=en'));
  await view.waitFor(isPainted);
  const views = await view.evaluate(() => [...document.querySelectorAll('nav a')].map((a) => a.getAttribute('href')!));
  expect(views).toContain('#sites');
  for (const hash of [...views, '#sites/news.test', '#map/news.test', '#first', '#data']) {
    await view.evaluate((to: string) => void (location.hash = to), hash);
    await view.waitFor(() => {
      const main = document.querySelector('main');
      return main && main.getAttribute('aria-busy') !== 'true' && main.childElementCount > 0;
    });
  }
  await view.waitFor(() => {
    const found = [...document.querySelectorAll<HTMLButtonElement>('[role="switch"]:enabled')].find((one) =>
      one.textContent.includes('Save files'),
    );
    found?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return found && (found.id = 'save-files');
  });
  await view.press('#save-files');
  await expect
    .poll(() => browser.send({ type: 'export.view' }))
    .toMatchObject({ every: 'week', last: { error: null } });
  await view.close();
  return origins;
}

test('every view and every message makes no connection that a page did not make', async ({
  browserOf,
  server,
  streams,
}) => {
  const origins = await useEveryFeature(browserOf, server, streams);
  await browserOf.firefox.quit();

  const { requested, connected } = readMozLog(log);
  // The browser's own connections to its vendor.
  const isMakers = (host: string) => /\.mozilla\.(com|org|net)$/.test(host);
  const asked = requested.map((url) => new URL(url)).filter(({ hostname }) => !isMakers(hostname));
  expect([...new Set(asked.map(({ origin }) => origin.replace(/^wss:/, 'https:')))].sort()).toEqual(origins.sort());
  const hosts = connected.filter((host) => !isMakers(host.replace(/:\d+$/, '')));
  expect(hosts.sort()).toEqual(origins.map((origin) => new URL(origin).host).sort());
});

test('a session with every feature leaves nothing on disk but what the privacy policy lists', async ({
  browserOf,
  server,
  streams,
}) => {
  await useEveryFeature(browserOf, server, streams);
  expectKept(await browserOf.panel.evaluate(readStored), await browserOf.send({ type: 'diagnostics' }));

  const profile = await browserOf.firefox.quit();
  const filesOf = (text: string) => filesWith(text, profile).filter((file) => !BROWSERS_OWN.test(file));
  for (const [what, text] of Object.entries({ ...SECRETS, ...HELD })) expect(filesOf(text), what).toEqual([]);
  expect(filesOf(PRIVATE_SITE)).toEqual([]);
  // The search does find what is there.
  expect(filesOf(MESSAGE_HEAD)).toContainEqual(expect.stringContaining('moz-extension'));
});
