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
const BYTES_EACH_WAY = 20_000;

// Closing each of these tabs ends its process, and Firefox aborts the scripts that run there (one tab in forty, in the
// middle of a message).
test('what WebSockets carried right before their tabs were closed is counted', async ({ browserOf, sockets }) => {
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
  await expect.poll(async () => Math.min(...Object.values(await counted()))).toBe(TABS * BYTES_EACH_WAY);
  expect(Math.max(...Object.values(await counted()))).toBeLessThanOrEqual(TABS * BYTES_EACH_WAY);
});

/** Sends twenty messages and waits for the echo of each; runs in the page. */
async function chat(url: string): Promise<void> {
  const socket = new WebSocket(url);
  await new Promise((resolve) => (socket.onopen = resolve));
  for (let n = 0; n < 20; n++) {
    const heard = new Promise((resolve) => (socket.onmessage = resolve));
    socket.send('x'.repeat(1000));
    await heard;
  }
}
