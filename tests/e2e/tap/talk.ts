/** Sends one message of each type over an echoing WebSocket, waits for the echoes, and closes it; runs in the page. */
export async function talk(url: string): Promise<void> {
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
