import type { Report } from '../../../src/core/contract.ts';
import type { Stop } from '../../../src/core/stop.ts';
import { expectAllCounted } from '../support/expect-all-counted.ts';
import { expect, test, type Browser } from './fixture.ts';

test('a worker stopped while a page loads loses nothing and counts nothing twice', async ({ browserOf, server }) => {
  const { context, send, stopWorker } = browserOf;
  server.page('www.news.test', '/', '<!doctype html><title>News</title>', { 'content-length': '34' });
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/'));
  const load = (path: string) =>
    page.evaluate((from) => {
      const image = new Image();
      image.src = from;
      document.body.append(image);
    }, path);
  for (let round = 0; round < 3; round++) {
    await load(`/r.png?size=${50_000 + round}&length&hold&round=${round}`);
    await page.evaluate((n) => fetch(`/r.json?size=3000&gzip&n=${n}`).then((r) => r.text()), round);
    await expect.poll(() => server.served.some(({ path }) => path.includes(`hold&round=${round}`))).toBe(true);
    // All but the held response have ended; that one ends under another run of the worker.
    const ended = async () => (await writtenReport(browserOf)).total.requests;
    await expect.poll(async () => server.served.length - (await ended())).toBe(1);
    const state = await stopWorker();
    server.release();
    await expect.poll(() => page.evaluate(() => [...document.images].every((image) => image.complete))).toBe(true);
    await state.close();
  }
  await expectAllCounted(send, server);
});

test('a request wakes a stopped worker', async ({ browserOf, server }) => {
  const { context, send, stopWorker } = browserOf;
  const state = await stopWorker();
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?size=20000&length'));
  await expect.poll(() => state.running()).toBe(true);
  await expectAllCounted(send, server);
});

const stopsOf = async ({ send }: Browser) => (await send<{ stops: Stop[] }>({ type: 'stop.list' })).stops;

/** Whether the last flush on disk says that nothing was under way: what the next start would find after a crash now. */
const isQuiet = ({ panel }: Browser) =>
  panel.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const database = await asked(indexedDB.open('datagauge'));
    const marks = await asked<{ at: number }[]>(database.transaction('flushes').objectStore('flushes').getAll());
    database.close();
    const last = marks.sort((a, b) => a.at - b.at).at(-1);
    return last !== undefined && !('atRisk' in last);
  });

/**
 * A report whose content is all on disk. A report also contains what came after its own flush, which the next one's
 * flush writes.
 */
async function writtenReport({ send }: Pick<Browser, 'send'>): Promise<Report> {
  const report = await send<Report>({ type: 'report' });
  await send({ type: 'report' });
  return report;
}

test('after a kill while data flows the browser reports up to a second as missing; after a kill at rest, nothing', async ({
  browserOf,
  server,
}) => {
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?size=20000&length'));
  // Until the worker has heard of the page, what is on disk is from before it and says that nothing is under way.
  await expect.poll(async () => (await writtenReport(browserOf)).total.requests).toBeGreaterThan(0);
  await expect.poll(() => isQuiet(browserOf)).toBe(true);
  const before = await writtenReport(browserOf);
  const rested = await browserOf.killAndRestart();
  expect(await stopsOf(rested)).toEqual([]);
  // The tab's icon may have been fetched between the report and the kill.
  const { total } = await rested.send<Report>({ type: 'report' });
  expect(total.requests).toBeGreaterThanOrEqual(before.total.requests);
  expect(total.down).toBeGreaterThanOrEqual(before.total.down);

  const busy = await rested.context.newPage();
  await busy.goto(server.url('www.news.test', '/r.html?size=20000&length&again'));
  const flow = (last: number) =>
    busy.evaluate(async (most) => {
      for (let one = 0; one < most; one++) await fetch(`/r.json?size=30000&n=${one}`).then((r) => r.text());
    }, last);
  const flowing = flow(100_000).catch(() => 'killed');
  await expect.poll(async () => (await writtenReport(rested)).total.requests).toBeGreaterThan(10);
  const killed = await rested.killAndRestart();
  expect(await flowing).toBe('killed');
  const stops = await stopsOf(killed);
  expect(stops).toHaveLength(1);
  const after = await killed.send<Report>({ type: 'report' });
  expect(after.total.requests).toBeGreaterThan(10);
  expect(after.total.requests).toBeLessThanOrEqual(server.served.length);
  expect(after.total.high - after.total.down - after.total.up).toBeGreaterThanOrEqual(stops[0]!.bytes ?? 0);
  const data = await killed.context.newPage();
  await data.goto(`chrome-extension://${killed.extensionId}/dashboard.html?lang=en#data`);
  await expect(data.getByRole('heading', { name: 'Some traffic was not counted' })).toBeVisible();
});
