import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/**
 * Serves a page, `/body?size=…` in pieces as large as the network makes them, and a WebSocket that sends as many
 * messages as requested.
 */
export async function startServer() {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://host');
    const size = Number(url.searchParams.get('size'));
    if (size) response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
    else response.writeHead(200, { 'content-type': 'text/html' });
    response.end(size ? Buffer.alloc(size) : '<!doctype html><title>Bench</title>');
  });
  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
    socket.on('message', (message) => {
      const count = Number(String(message));
      for (let n = 0; n < count; n++) socket.send('x'.repeat(100));
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { host: `127.0.0.1:${port}`, close: () => server.closeAllConnections() };
}
