import { createServer } from 'node:http';

/**
 * Serves `/?size=N` on loopback for every host name, with `&chunked` without a declared length, and records what it
 * sent to each.
 *
 * @typedef {{ host: string; bytes: number; endedAt: number | null }} Sent `endedAt`: epoch ms, `null` while it is being
 * sent
 */
export async function startServer() {
  /** @type {Sent[]} */
  const sent = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const size = Number(url.searchParams.get('size') ?? 0);
    /** @type {Sent} */
    const one = { host: url.hostname, bytes: size, endedAt: null };
    sent.push(one);
    response.on('finish', () => (one.endedAt = Date.now()));
    const type = url.pathname === '/' ? 'text/html' : 'application/octet-stream';
    const length = url.searchParams.has('chunked') ? {} : { 'content-length': size };
    response.writeHead(200, { 'content-type': type, ...length, 'cache-control': 'no-store' });
    response.end(Buffer.alloc(size, 32));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    /** @param {string} host */
    sentTo: (host) => sent.filter((one) => one.host === host),
    close: () => server.close(),
  };
}
