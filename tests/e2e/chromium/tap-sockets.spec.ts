import { expect, test } from '../tap/chromium-tap.ts';

/** Sends one message of each type and waits for their echoes; runs in the page. */
async function talk(url: string): Promise<void> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve) => (socket.onopen = resolve));
  const messages = [
    '流量表 data 😀',
    'x'.repeat(3000),
    new Uint8Array(1234),
    new ArrayBuffer(77),
    new DataView(new ArrayBuffer(9)),
    new Blob(['流量', 'ab']),
  ];
  const echoes = new Promise<void>((resolve) => {
    let count = 0;
    socket.onmessage = () => ++count === messages.length && resolve();
  });
  for (const message of messages) socket.send(message);
  await echoes;
  socket.binaryType = 'blob';
  const blob = new Promise((resolve) => (socket.onmessage = resolve));
  socket.send(new Uint8Array(500));
  await blob;
  const closed = new Promise((resolve) => (socket.onclose = resolve));
  socket.close();
  await closed;
}

for (const query of ['plain', 'deflate'])
  test(`counts a WebSocket's messages both ways (${query})`, async ({ tap, server }) => {
    await tap.page.evaluate(talk, server.url(`/?${query}`).replace('http', 'ws'));
    const { up, down, framesUp, framesDown } = server.sockets.at(-1)!;
    await expect
      .poll(() => tap.reports('websocket'))
      .toEqual([
        {
          kind: 'websocket',
          id: expect.any(Number),
          url: server.url(`/?${query}`).replace('http', 'ws'),
          up,
          down,
          framesUp,
          framesDown,
          compressed: query === 'deflate',
          closed: true,
        },
      ]);
  });
