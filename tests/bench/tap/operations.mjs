/* Each runs in the page, does the same thing many times and returns how often. */

/** @param {string} host */
async function send(host) {
  const socket = new WebSocket(`ws://${host}/`);
  await new Promise((done) => (socket.onopen = done));
  const text = 'x'.repeat(100);
  const [stretches, each] = [200, 300];
  for (let stretch = 0; stretch < stretches; stretch++) {
    for (let n = 0; n < each; n++) socket.send(text);
    await new Promise((done) => setTimeout(done));
  }
  socket.close();
  return stretches * each;
}

/**
 * Reads what arrives, as any page does.
 *
 * @param {string} host @param {boolean} hasSecond with a second listener that does nothing
 */
async function message(host, hasSecond) {
  const socket = new WebSocket(`ws://${host}/`);
  if (hasSecond) socket.addEventListener('message', () => {});
  await new Promise((done) => (socket.onopen = done));
  const count = 40_000;
  let heard = 0;
  let units = 0;
  const ended = new Promise((done) => {
    socket.onmessage = ({ data }) => {
      units += data.length;
      if (++heard === count) done(undefined);
    };
  });
  socket.send(String(count));
  await ended;
  socket.close();
  return units / 100;
}

/**
 * Chunk sizes depend on how fast the page reads. So chunks of 64 kB with the same bytes are counted instead; otherwise
 * a slower reader would have fewer chunks.
 *
 * @param {string} host
 */
async function chunk(host) {
  let bytes = 0;
  for (let n = 0; n < 4; n++) {
    const { body } = await fetch(`http://${host}/body?size=50000000`);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      bytes += value?.length ?? 0;
    }
  }
  return bytes / 65_536;
}

function open() {
  const count = 60_000;
  for (let n = 0; n < count; n++) new XMLHttpRequest().open('GET', '/nothing');
  return count;
}

/**
 * By their names in the figures. `least`: arguments for the run without the tap, to include what every tap must do.
 *
 * @type {Record<string, { run: (...args: any[]) => number | Promise<number>, least?: unknown[] }>}
 */
export const OPERATIONS = {
  'ws.send': { run: send },
  'ws message': { run: message, least: [true] },
  'fetch chunk': { run: chunk },
  'xhr.open': { run: open },
};
