import { bodiesBySite } from '../support/mixed-page.ts';
import { expect, test } from './fixture.ts';

/** A file on another site: the cache may store its parts, and no page sees their sizes. */
const FILE = '/r.bin?size=400000&seed=7&etag=a&cache=600&cors&ranges';

/** Ranges in the order of their requests: by then half of the third is cached, and all of the last. */
const PARTS = ['0-99999', '100000-199999', '150000-249999', '380000-399999', '20000-219999'];

test('a range request counts only what the cache did not have', async ({ browserOf, server }) => {
  server.page('www.app.test', '/', '<!doctype html><title>Parts</title>');
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.app.test', '/'));
  await page.evaluate(fetchParts, [server.url('files.cdn.test', FILE), PARTS] as const);
  const sent = () => server.down('files.cdn.test');
  expect(sent()).toBe(270_000);
  const counted = async () =>
    (bodiesBySite(await browserOf.flows())['app.test']?.down ?? 0) - server.down('www.app.test');
  await expect.poll(counted).toBe(sent());
});

test('a file that was cancelled and is fetched again counts only what was missing', async ({ browserOf, server }) => {
  server.page('www.app.test', '/', '<!doctype html><title>Again</title>');
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.app.test', '/'));
  const url = server.url('files.cdn.test', `${FILE}&length&hold`);
  const half = 200_000;
  await page.evaluate(cancelAfter, [url, half] as const);
  // The server writes the rest to the cancelled response.
  server.release();
  const before = server.down('files.cdn.test');
  const again = page.evaluate(async (url) => (await (await fetch(url)).arrayBuffer()).byteLength, url);
  const isOver = again.then(() => true);
  await expect
    .poll(() => {
      server.release();
      return Promise.race([isOver, Promise.resolve(false)]);
    })
    .toBe(true);
  expect(await again).toBe(400_000);
  // The cache first requests one byte, to see whether the file has changed.
  const rest = server.down('files.cdn.test') - before;
  expect(rest).toBe(half + 1);
  const counted = async () =>
    (bodiesBySite(await browserOf.flows())['app.test']?.down ?? 0) - server.down('www.app.test');
  await expect.poll(async () => Math.abs((await counted()) - (half + rest))).toBeLessThanOrEqual(1);
});

/** Runs in the page. */
async function fetchParts([url, parts]: readonly [url: string, parts: readonly string[]]): Promise<void> {
  for (const part of parts) await (await fetch(url, { headers: { range: `bytes=${part}` } })).arrayBuffer();
}

/** Reads `bytes` bytes of `url` and cancels; runs in the page. */
async function cancelAfter([url, bytes]: readonly [url: string, bytes: number]): Promise<void> {
  const left = new AbortController();
  const reader = (await fetch(url, { signal: left.signal })).body!.getReader();
  for (let read = 0; read < bytes;) read += (await reader.read()).value!.length;
  left.abort();
}
