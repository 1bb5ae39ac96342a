/*
 * Each runs in the page, does the same thing many times and returns how often.
 */

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
 * As any page it reads what came.
 *
 * @param {string} host @param {boolean} hasSecond with a listener besides that does nothing
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
 * A chunk is as large as what has come since the last: counted are those of 64 kB that the same bytes would make, else who reads
 * slower would have fewer.
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
 * By what they are called in the figures. `least`: what the page is asked to do besides, without the tap, because no tap can do
 * without it.
 *
 * @type {Record<string, { run: (...args: any[]) => number | Promise<number>, least?: unknown[] }>}
 */
export const OPERATIONS = {
  'ws.send': { run: send },
  'ws message': { run: message, least: [true] },
  'fetch chunk': { run: chunk },
  'xhr.open': { run: open },
};
