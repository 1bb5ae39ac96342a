import type { Flow } from '../../../src/core/flow.ts';
import { expect } from './expect.ts';
import { bodiesBySite } from './mixed-page.ts';
import type { TestServer } from './server.ts';

type Tab = {
  goto(url: string): Promise<unknown>;
  evaluate<Result, Arg>(run: (arg: Arg) => Result, arg?: Arg): Promise<Result>;
  close(): Promise<unknown>;
};

/** What a connection holds of a body that its server does not read: Node's HTTP/2 window, and what is in buffers. */
const UNREAD = 300_000;

/**
 * Expects that a large upload, of which its server takes a part, counts what was sent, as it is sent and once it is
 * stopped by its page (`aborted`) or with it (`closed`).
 */
export async function expectSentCounted(
  how: 'aborted' | 'closed',
  { newTab, flows, server }: { newTab(): Promise<Tab>; flows(): Promise<Flow[]>; server: TestServer },
): Promise<void> {
  const tab = await newTab();
  await tab.goto(server.url('www.news.test', '/r.html?length'));
  await tab.evaluate(sendLarge, server.url('www.news.test', '/r.json?takes=3000000'));
  const taken = () => server.served.find(({ path }) => path.includes('takes='))?.up ?? 0;
  const unread = async () => (bodiesBySite(await flows())['news.test']?.up ?? 0) - taken();
  await expect.poll(taken).toBeGreaterThan(3_000_000);
  await expect.poll(unread).toBeGreaterThan(-1);
  expect(await unread()).toBeLessThan(UNREAD);
  // Then it has stalled, and nothing more is under way.
  await expect.poll(() => tab.evaluate(() => Date.now() - (globalThis as any).toldAt)).toBeGreaterThan(1500);
  if (how === 'closed') await tab.close();
  else await tab.evaluate(() => (globalThis as any).request.abort());
  // What is counted later was heard of later.
  await (await newTab()).goto(server.url('www.shop.test', '/r.html?length'));
  await expect.poll(async () => bodiesBySite(await flows())['shop.test']?.down).toBe(server.down('www.shop.test'));
  expect(await unread()).toBeGreaterThan(-1);
  expect(await unread()).toBeLessThan(UNREAD);
}

/** Runs in the page, which keeps the request, and when it last heard of progress. */
function sendLarge(to: string): void {
  const request = new XMLHttpRequest();
  request.open('POST', to);
  request.upload.onprogress = () => Object.assign(globalThis, { toldAt: Date.now() });
  request.send(new Blob([new Uint8Array(30_000_000)]));
  Object.assign(globalThis, { request });
}
