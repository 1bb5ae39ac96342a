import { expect, test } from '../tap/chromium-tap.ts';

test('a WebSocketStream is counted both ways', async ({ tap, server }) => {
  const url = server.url('/').replace('http', 'ws');
  const echoed = await tap.page.evaluate(async (to) => {
    type Opened = { readable: ReadableStream; writable: WritableStream };
    type Socket = { opened: Promise<Opened>; closed: Promise<unknown>; close(): void };
    const Socket = (globalThis as unknown as { WebSocketStream: new (url: string) => Socket }).WebSocketStream;
    const socket = new Socket(to);
    const { readable, writable } = await socket.opened;
    const [writer, reader] = [writable.getWriter(), readable.getReader()];
    await writer.write('流量 abc');
    await writer.write(new Uint8Array(3000));
    const echoes = [await reader.read(), await reader.read()];
    socket.close();
    await socket.closed;
    return echoes.length;
  }, url);
  expect(echoed).toBe(2);
  const { up, down } = server.sockets.at(-1)!;
  await expect
    .poll(() => tap.reports('websocket'))
    .toMatchObject([{ url, up, down, framesUp: 2, framesDown: 2, compressed: false }]);
});

test('what fetchLater will send is counted', async ({ tap, server }) => {
  const result = await tap.page.evaluate(() => {
    const later = (globalThis as unknown as { fetchLater(url: string, init: object): object }).fetchLater;
    return String(later('/echo?later', { method: 'POST', body: new Blob(['x'.repeat(2000)]), activateAfter: 0 }));
  });
  expect(result).toBe('[object FetchLaterResult]');
  await expect.poll(() => server.seen.some(({ path }) => path === '/echo?later')).toBe(true);
  await expect
    .poll(() => tap.reports('body'))
    .toMatchObject([{ url: server.url('/echo?later'), method: 'POST', bytes: 2000, done: true }]);
});

test('after a failed pipeTo with preventCancel the page can still use the source', async ({ tap, server }) => {
  const rest = await tap.page.evaluate(async (url) => {
    const { body } = await fetch(url);
    const failing = new WritableStream({ write: () => Promise.reject(new Error('full')) });
    const outcome = await body!.pipeTo(failing, { preventCancel: true }).catch((error: Error) => error.message);
    return [outcome, body!.locked, (await body!.cancel()) === undefined];
  }, server.url('/stream?first=1000&rest=10'));
  expect(rest).toEqual(['full', false, true]);
});
