import { createServer } from 'node:http';

const PIECES = 100;
/** What a link of 2 Mbit/s carries in each step. */
const STEP_MS = 10;
const STEP_BYTES = (2_000_000 / 8 / 1000) * STEP_MS;

/**
 * `/page` requests a hundred images and sets `done` when all have arrived; `/large?bytes=…` declares its length and is
 * sent at 2 Mbit/s until it is cancelled.
 */
export async function startServer() {
  /** Bytes sent of the large responses that were cancelled, in order. @type {number[]} */
  const givenUp = [];
  const pieces = Array.from({ length: PIECES }, (_, n) => `<img src="/piece.svg?${n}">`).join('');
  const page = `<!doctype html><title>Bench</title>${pieces}<script>onload = () => (done = performance.now())</script>`;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://host');
    response.setHeader('cache-control', 'no-store');
    if (url.pathname === '/page') return void response.setHeader('content-type', 'text/html').end(page);
    if (url.pathname === '/piece.svg')
      return void response
        .setHeader('content-type', 'image/svg+xml')
        .end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    if (url.pathname !== '/large') return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': url.searchParams.get('type') ?? 'application/octet-stream',
      'content-length': Number(url.searchParams.get('bytes')),
    });
    response.flushHeaders();
    let sent = 0;
    const timer = setInterval(() => {
      response.write(Buffer.alloc(STEP_BYTES));
      sent += STEP_BYTES;
    }, STEP_MS);
    response.once('close', () => {
      clearInterval(timer);
      givenUp.push(sent);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port, givenUp, close: () => server.closeAllConnections() };
}
