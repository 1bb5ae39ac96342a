/*
 * Each runs in the page and returns µs for one of what it does: of the fastest of many short stretches, since whatever
 * else the machine does can only make one slower.
 */

/** @param {string} host */
async function send(host) {
  const socket = new WebSocket(`ws://${host}/`);
  await new Promise((done) => (socket.onopen = done));
  const text = 'x'.repeat(100);
  let best = Infinity;
  for (let stretch = 0; stretch < 100; stretch++) {
    const start = performance.now();
    for (let n = 0; n < 300; n++) socket.send(text);
    best = Math.min(best, ((performance.now() - start) * 1000) / 300);
    await new Promise((done) => setTimeout(done));
  }
  socket.close();
  return best;
}

/** @param {string} host */
async function message(host) {
  const socket = new WebSocket(`ws://${host}/`);
  await new Promise((done) => (socket.onopen = done));
  const count = 20_000;
  let heard = 0;
  let start = 0;
  let best = Infinity;
  const ended = new Promise((done) => {
    socket.onmessage = () => {
      if (++heard % 100 === 0) {
        const now = performance.now();
        if (start) best = Math.min(best, ((now - start) * 1000) / 100);
        start = now;
      }
      if (heard === count) done(undefined);
    };
  });
  socket.send(String(count));
  await ended;
  socket.close();
  return best;
}

/** @param {string} host */
async function chunk(host) {
  const { body } = await fetch(`http://${host}/body?size=50000000`);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
  let best = Infinity;
  for (;;) {
    const start = performance.now();
    for (let n = 0; n < 5; n++) if ((await reader.read()).done) return best;
    best = Math.min(best, ((performance.now() - start) * 1000) / 5);
  }
}

function open() {
  let best = Infinity;
  for (let stretch = 0; stretch < 100; stretch++) {
    const start = performance.now();
    for (let n = 0; n < 300; n++) new XMLHttpRequest().open('GET', '/nothing');
    best = Math.min(best, ((performance.now() - start) * 1000) / 300);
  }
  return best;
}

/** By what they are called in the figures. */
export const OPERATIONS = { 'ws.send': send, 'ws message': message, 'fetch chunk': chunk, 'xhr.open': open };
