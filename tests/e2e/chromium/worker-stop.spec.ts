import type { Report } from '../../../src/core/contract.ts';
import { expectAllCounted } from '../support/expect-all-counted.ts';
import { expect, test } from './fixture.ts';

test('a worker stopped in the middle of a page loses nothing and counts nothing twice', async ({
  browserOf,
  server,
}) => {
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
    // All but the one that is held has ended; that one ends under another run of the worker.
    const ended = async () => (await send<Report>({ type: 'report' })).total.requests;
    await expect.poll(async () => server.served.length - (await ended())).toBe(1);
    // A report writes what came before it was asked for, and tells what came since as well: that is on disk after one more.
    await ended();
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
