import { expect, test } from '../tap/chromium-tap.ts';
import { talk } from '../tap/talk.ts';

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
          alone: false,
          textUp: 3019,
          textDown: 3019,
          closed: true,
        },
      ]);
  });
