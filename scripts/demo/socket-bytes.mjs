/**
 * Counts what a server's sockets move, from the client's point of view.
 *
 * @param {import('node:http').Server} server
 * @returns {() => { down: number; up: number }}
 */
export function countSocketBytes(server) {
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const closed = { down: 0, up: 0 };
  server.on('connection', (/** @type {import('node:net').Socket} */ socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closed.down += socket.bytesWritten;
      closed.up += socket.bytesRead;
    });
  });
  return () =>
    [...open].reduce(
      ({ down, up }, socket) => ({ down: down + socket.bytesWritten, up: up + socket.bytesRead }),
      closed,
    );
}
