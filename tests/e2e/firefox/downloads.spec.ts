import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'webextension-polyfill';
import { expect, ID, test, type FirefoxBrowser } from './fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-downloads-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.use({ prefs: { 'browser.download.folderList': 2, 'browser.download.dir': folder } });

/** What the server gives of a file before it holds back, and what Firefox's saver has of it by then, at least: it takes 512 KiB at a time. */
const HALF = 2_000_000;
const SAVED = 3 * 524_288;

type Page = { browser: Browser; looks: number };

type Privileged = {
  ChromeUtils: {
    importESModule(from: string): {
      ExtensionPermissions: { add(id: string, what: object, emitter: unknown): Promise<void> };
    };
  };
  WebExtensionPolicy: { getByID(id: string): { extension: unknown } };
};

/** Lets it see downloads, as the user's click would. */
const allow = ({ firefox }: FirefoxBrowser) =>
  firefox.chrome(async (id: string) => {
    const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as Privileged;
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const what = { permissions: ['downloads'], origins: [] };
    await ExtensionPermissions.add(id, what, WebExtensionPolicy.getByID(id).extension);
    return true;
  }, ID);

/** Counts how often the background looks at downloads; runs in a page of the extension. */
async function countLooks(): Promise<void> {
  const page = globalThis as unknown as Page;
  const { downloads } = ((await page.browser.runtime.getBackgroundPage()) as unknown as Page).browser;
  const search = downloads.search.bind(downloads);
  page.looks = 0;
  downloads.search = (query) => {
    page.looks++;
    return search(query);
  };
}

/** Like an extension that blocks content, which keeps the browser's own sizes from everybody; runs in a page of ours. */
function hearHeads(): void {
  const { onResponseStarted } = (globalThis as unknown as Page).browser.webRequest;
  onResponseStarted.addListener(() => {}, { urls: ['<all_urls>'] });
}

for (const isUntold of [false, true])
  test(`a download counts what had come when it was cancelled${isUntold ? ', also where its size is told to nobody' : ''}`, async ({
    browserOf,
    server,
  }) => {
    const { firefox, panel, flows } = browserOf;
    await allow(browserOf);
    await panel.evaluate(countLooks);
    if (isUntold) await panel.evaluate(hearHeads);
    const file = `/r.bin?size=${2 * HALF}&hold&header=content-disposition:attachment`;
    server.page('www.news.test', '/', `<!doctype html><a href="${file}">file</a>`);
    const page = await firefox.newTab();
    await page.goto(server.url('www.news.test', '/'));
    await page.evaluate(() => document.querySelector('a')!.click());
    const received = () =>
      panel.evaluate(async () => {
        const [item] = await (globalThis as unknown as Page).browser.downloads.search({});
        return item?.bytesReceived ?? 0;
      });
    await expect.poll(received).toBeGreaterThanOrEqual(SAVED);
    const looks = () => panel.evaluate(() => (globalThis as unknown as Page).looks);
    const seen = await looks();
    // Two of these have seen it stand still.
    await expect.poll(looks).toBeGreaterThan(seen + 2);
    await panel.evaluate(async () => {
      const { downloads } = (globalThis as unknown as Page).browser;
      await downloads.cancel((await downloads.search({}))[0]!.id);
    });
    // Firefox ends the request when it next brings something.
    server.release();
    const pages = async () => (await flows()).filter(({ kind }) => kind === 'document');
    const body = async () => (await pages()).reduce((all, one) => all + one.body.down, 0);
    await expect.poll(body).toBeGreaterThanOrEqual(SAVED);
    // Told by Firefox is also what came before it ended the request.
    await expect.poll(body).toBeLessThanOrEqual(isUntold ? HALF + 1000 : server.down('www.news.test'));
    expect((await pages()).reduce((all, { cell }) => all + cell.high, 0)).toBeGreaterThan(HALF);
  });
