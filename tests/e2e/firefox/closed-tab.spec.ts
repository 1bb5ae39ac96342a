import { createCertificates } from '../support/certificates.ts';
import { startTapServer, type TapServer } from '../tap/server.ts';
import { expect, test as base } from './fixture.ts';

const test = base.extend<{ sockets: TapServer }>({
  sockets: async ({}, use) => {
    const certificates = createCertificates(['127.0.0.1']);
    const server = await startTapServer(certificates);
    server.page('/', '<!doctype html><title>Chat</title>');
    await use(server);
    await server.close();
    certificates.remove();
  },
});

const TABS = 3;
const SAID = 20_000;

// With each of these tabs its process ends, and Firefox breaks off what runs there then (one tab in forty, amid an answer).
test('what WebSockets carried right before their tabs were closed counts', async ({ browserOf, sockets }) => {
  const { firefox, flows } = browserOf;
  for (let n = 0; n < TABS; n++) {
    const tab = await firefox.newTab();
    await tab.goto(sockets.url('/'));
    await tab.evaluate(chat, sockets.url('/?plain').replace('http', 'ws'));
    await tab.close();
  }
  const counted = async () => {
    const sum = { down: 0, up: 0 };
    for (const { site, kind, body } of await flows()) {
      if (site !== '127.0.0.1' || kind !== 'websocket') continue;
      sum.down += body.down;
      sum.up += body.up;
    }
    return sum;
  };
  await expect.poll(async () => Math.min(...Object.values(await counted()))).toBe(TABS * SAID);
  expect(Math.max(...Object.values(await counted()))).toBeLessThanOrEqual(TABS * SAID);
});

/** Says twenty things and waits until each was said back; runs in the page. */
async function chat(url: string): Promise<void> {
  const socket = new WebSocket(url);
  await new Promise((resolve) => (socket.onopen = resolve));
  for (let n = 0; n < 20; n++) {
    const heard = new Promise((resolve) => (socket.onmessage = resolve));
    socket.send('x'.repeat(1000));
    await heard;
  }
}
