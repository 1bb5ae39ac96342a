import { WebSocketServer } from 'ws';

const lines = [
  ['Mei', 'The 7:15 to Cheung Chau is full. 下一班7:45。'],
  ['Kwok', 'Two crates of kumquats left, who takes them?'],
  ['Asha', 'Is anybody selling ice? The fish will not wait.'],
  ['Mei', 'Rain from the west in an hour, cover the stalls.'],
  ['Tom', 'Lychees came in early this year. 荔枝好甜。'],
  ['Kwok', 'Scales at stall nine read 2 % too much. Again.'],
];
const LINE_MS = 3000;
const FIGURES_MS = 1000;

/**
 * The market's chat over WebSocket: sends a line every few seconds, broadcasts what anybody writes, and reports once a
 * second what the demo's server has transferred.
 *
 * @param {() => { down: number; up: number }} moved
 */
export function createChat(moved) {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  /** @param {object} message */
  const tellAll = (message) => {
    for (const client of server.clients) client.send(JSON.stringify(message));
  };
  let said = 0;
  const timers = [
    setInterval(() => {
      const [from, text] = lines[said++ % lines.length] ?? [];
      tellAll({ kind: 'line', from, text });
    }, LINE_MS),
    setInterval(() => tellAll({ kind: 'moved', ...moved() }), FIGURES_MS),
  ];
  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ kind: 'moved', ...moved() }));
    socket.on('message', (/** @type {Buffer} */ data) =>
      tellAll({ kind: 'line', from: 'You', text: data.toString().slice(0, 500) }),
    );
  });
  return {
    /**
     * @param {import('node:http').IncomingMessage} request
     * @param {import('node:stream').Duplex} socket
     * @param {Buffer} head
     */
    accept: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client)),
    close() {
      timers.forEach(clearInterval);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
