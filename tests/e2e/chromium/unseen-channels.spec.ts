import type { Report } from '../../../src/core/contract.ts';
import { startTapServer } from '../tap/server.ts';
import { expect, test } from './fixture.ts';

test('a live connection inside a worker is listed as unmeasured, and the page’s own is not', async ({
  browserOf,
  server: { certificates },
}) => {
  const server = await startTapServer(certificates);
  const at = new URL(server.url('/'));
  const page = await browserOf.context.newPage();
  await page.goto(`http://www.news.test:${at.port}/`);
  await page.evaluate(async (url) => {
    const code = `const socket = new WebSocket('${url}'); socket.onopen = () => postMessage(0);`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    await new Promise((opened) => (worker.onmessage = opened));
    const socket = new WebSocket(url);
    await new Promise((opened) => (socket.onopen = opened));
    Object.assign(globalThis, { worker, socket });
  }, `ws://www.news.test:${at.port}/?plain`);
  const kinds = async () => {
    const { sites } = await browserOf.send<Report>({ type: 'report' });
    const of = sites.find(({ site }) => site === 'news.test')?.kinds;
    return [of?.['unmeasured']?.requests, of?.['websocket']?.requests];
  };
  await expect.poll(kinds).toEqual([1, 1]);
  await server.close();
});
