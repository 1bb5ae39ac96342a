import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'webextension-polyfill';
import { expect, ID, test, type FirefoxBrowser } from './fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-downloads-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.use({ prefs: { 'browser.download.folderList': 2, 'browser.download.dir': folder } });

/**
 * Bytes of a file that the server sends before it pauses, and the least of them that Firefox has saved by then: it
 * saves 512 KiB at a time.
 */
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

/** Grants the downloads permission, as the user's click would. */
const allow = ({ firefox }: FirefoxBrowser) =>
  firefox.chrome(async (id: string) => {
    const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as Privileged;
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const what = { permissions: ['downloads'], origins: [] };
    await ExtensionPermissions.add(id, what, WebExtensionPolicy.getByID(id).extension);
    return true;
  }, ID);

/** Counts how often the background queries downloads; runs in an extension page. */
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

/**
 * Listens to heads, as content blockers do, which keeps Firefox from reporting sizes to any extension; runs in an
 * extension page.
 */
function listenToHeads(): void {
  const { onResponseStarted } = (globalThis as unknown as Page).browser.webRequest;
  onResponseStarted.addListener(() => {}, { urls: ['<all_urls>'] });
}

for (const isSizeHidden of [false, true])
  test(`a download counts what had arrived when it was cancelled${isSizeHidden ? ', also where Firefox reports no size' : ''}`, async ({
    browserOf,
    server,
  }) => {
    const { firefox, panel, flows } = browserOf;
    await allow(browserOf);
    await panel.evaluate(countLooks);
    if (isSizeHidden) await panel.evaluate(listenToHeads);
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
    // Two queries after it stalled.
    await expect.poll(looks).toBeGreaterThan(seen + 2);
    await panel.evaluate(async () => {
      const { downloads } = (globalThis as unknown as Page).browser;
      await downloads.cancel((await downloads.search({}))[0]!.id);
    });
    // Firefox ends the request when its next data arrives.
    server.release();
    const pages = async () => (await flows()).filter(({ kind }) => kind === 'document');
    const body = async () => (await pages()).reduce((all, one) => all + one.body.down, 0);
    await expect.poll(body).toBeGreaterThanOrEqual(SAVED);
    // Firefox also reports what arrived before it ended the request.
    await expect.poll(body).toBeLessThanOrEqual(isSizeHidden ? HALF + 1000 : server.down('www.news.test'));
    expect((await pages()).reduce((all, { cell }) => all + cell.high, 0)).toBeGreaterThan(HALF);
  });
