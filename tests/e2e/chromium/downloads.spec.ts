import { expect, test } from './fixture.ts';

test.use({ granted: ['downloads'] });

/** Bytes of a file that the server sends before it pauses. */
const HALF = 2_000_000;

type Looking = { looks: number };

/** Counts how often the background queries downloads; runs in the background. */
function countLooks(): void {
  const api = chrome.downloads as { search: (...args: never[]) => unknown };
  const search = api.search.bind(api);
  const counter: Looking = Object.assign(globalThis, { looks: 0 });
  api.search = (...args) => {
    counter.looks++;
    return search(...args);
  };
}

for (const [what, query] of [
  ['that declared its length', 'length&'],
  ['of no declared length', ''],
] as const)
  test(`a download ${what} counts what had arrived when it was cancelled`, async ({ browserOf, server }) => {
    const { context, panel, worker, flows } = browserOf;
    const cdp = await context.newCDPSession(panel);
    await cdp.send('Browser.setDownloadBehavior', {
      ...{ behavior: 'allow', downloadPath: test.info().outputPath('downloads') },
    });
    await panel.evaluate(() => chrome.permissions.request({ permissions: ['downloads'] }));
    await worker.evaluate(countLooks);
    const file = `/r.bin?size=${2 * HALF}&${query}hold&header=content-disposition:attachment`;
    server.page('www.news.test', '/', `<!doctype html><a href="${file}">file</a>`);
    const page = await context.newPage();
    await page.goto(server.url('www.news.test', '/'));
    await page.click('a');
    const received = () => panel.evaluate(async () => (await chrome.downloads.search({}))[0]?.bytesReceived);
    await expect.poll(received).toBe(HALF);
    const looks = () => worker.evaluate(() => (globalThis as unknown as Looking).looks);
    const seen = await looks();
    // Two queries after it stalled.
    await expect.poll(looks).toBeGreaterThan(seen + 2);
    await panel.evaluate(async () => chrome.downloads.cancel((await chrome.downloads.search({}))[0]!.id));
    const sum = async (of: 'low' | 'high') => (await flows()).reduce((all, { cell }) => all + cell[of], 0);
    const body = async () =>
      (await flows()).filter(({ kind }) => kind === 'document').reduce((all, one) => all + one.body.down, 0);
    await expect.poll(body).toBeGreaterThan(HALF);
    await expect.poll(body).toBeLessThan(HALF + 1000);
    expect(await sum('low')).toBeGreaterThan(0.9 * HALF);
    expect(await sum('high')).toBeGreaterThan(HALF);
  });
