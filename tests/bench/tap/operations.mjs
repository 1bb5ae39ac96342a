/* Each runs in the page and returns µs for one of what it does. */

/** @param {string} host */
async function send(host) {
  const socket = new WebSocket(`ws://${host}/`);
  await new Promise((done) => (socket.onopen = done));
  const count = 20_000;
  const text = 'x'.repeat(100);
  const start = performance.now();
  for (let n = 0; n < count; n++) socket.send(text);
  const ms = performance.now() - start;
  socket.close();
  return (ms * 1000) / count;
}

/** @param {string} host */
async function message(host) {
  const socket = new WebSocket(`ws://${host}/`);
  await new Promise((done) => (socket.onopen = done));
  const count = 20_000;
  let heard = 0;
  let start = 0;
  const ended = new Promise((done) => {
    socket.onmessage = () => {
      if (heard === 0) start = performance.now();
      if (++heard === count) done(undefined);
    };
  });
  socket.send(String(count));
  await ended;
  const ms = performance.now() - start;
  socket.close();
  return (ms * 1000) / (count - 1);
}

/** @param {string} host */
async function chunk(host) {
  const { body } = await fetch(`http://${host}/body?size=100000000`);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
  let chunks = 0;
  const start = performance.now();
  while (!(await reader.read()).done) chunks++;
  return ((performance.now() - start) * 1000) / chunks;
}

function open() {
  const count = 5000;
  const start = performance.now();
  for (let n = 0; n < count; n++) new XMLHttpRequest().open('GET', '/nothing');
  return ((performance.now() - start) * 1000) / count;
}

/** By what they are called in the figures. */
export const OPERATIONS = { 'ws.send': send, 'ws message': message, 'fetch chunk': chunk, 'xhr.open': open };
