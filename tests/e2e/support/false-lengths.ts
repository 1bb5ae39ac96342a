import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

const BODY = 'x'.repeat(5000);
const PAGE = '<!doctype html><title>False lengths</title>';

/** Heads that no server should send, each before a body of 5000 bytes; the connection is closed after it. */
const ANSWERS: Record<string, string> = {
  '/': `Content-Length: ${PAGE.length}\r\n\r\n${PAGE}`,
  '/too-large': `Content-Length: 90000000\r\n\r\n${BODY}`,
  '/garbage': `Content-Length: 90000000x\r\n\r\n${BODY}`,
  '/negative': `Content-Length: -90000000\r\n\r\n${BODY}`,
  '/two': `Content-Length: 5000\r\nContent-Length: 90000000\r\n\r\n${BODY}`,
  '/chunked': `Transfer-Encoding: chunked\r\nContent-Length: 90000000\r\n\r\n1388\r\n${BODY}\r\n0\r\n\r\n`,
};

export const FALSE_LENGTH_PATHS = Object.keys(ANSWERS).filter((path) => path !== '/');

/** An HTTP/1.1 server with false Content-Length headers. */
export async function startFalseLengthServer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', (data) => {
      const path = /^GET (\S+)/.exec(String(data))?.[1] ?? '';
      socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n${ANSWERS[path] ?? '\r\n'}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
