import { linkSites, siteOrigin } from './sites.js';

const PICTURES = 12;
const PRICES_MS = 2000;
const UPLOAD_BYTES = 300_000;
/** With `?visit` the page does everything once, then stops and reports it. */
const visiting = new URLSearchParams(location.search).has('visit');
const find = (id) => document.getElementById(id);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} <small>MB</small>`;

linkSites();

let shown = 0;
async function showPictures() {
  const added = Array.from({ length: PICTURES }, () => {
    const picture = new Image();
    picture.alt = '';
    picture.src = `${siteOrigin('photos.market')}/picture/${shown++}.png`;
    return picture;
  });
  find('pictures').append(...added);
  await Promise.all(added.map((picture) => picture.decode()));
}

async function showPrices() {
  const reply = await fetch(`${siteOrigin('api.market')}/prices`);
  const rows = (await reply.json()).map(({ name, dollars, change }) => {
    const row = document.createElement('tr');
    row.insertCell().textContent = name;
    row.insertCell().textContent = `$${dollars.toFixed(2)}`;
    const way = row.insertCell();
    way.textContent = `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)}`;
    way.dataset.way = change < 0 ? 'down' : 'up';
    return row;
  });
  find('prices').replaceChildren(...rows);
}

async function followPrices(rounds) {
  for (let round = 0; round < rounds; round++) {
    await showPrices();
    await new Promise((resolve) => setTimeout(resolve, PRICES_MS));
  }
}

function chat() {
  const socket = new WebSocket(siteOrigin('chat.market').replace('http', 'ws'));
  find('say').addEventListener('submit', (event) => {
    event.preventDefault();
    const input = event.target.querySelector('input');
    socket.send(input.value);
    input.value = '';
  });
  return new Promise((resolve, reject) => {
    socket.onopen = () => visiting && socket.send('Is the 19:00 ferry on time?');
    socket.onerror = () => reject(new Error('chat'));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.kind === 'moved') {
        find('down').innerHTML = megabytes(message.down);
        find('up').innerHTML = megabytes(message.up);
        return;
      }
      const line = document.createElement('li');
      line.textContent = `${message.from}: ${message.text}`;
      find('lines').append(line);
      find('lines').scrollTop = find('lines').scrollHeight;
      if (visiting && message.from !== 'You') {
        socket.onclose = () => resolve();
        socket.close();
      }
    };
  });
}

async function upload() {
  const body = new Uint8Array(UPLOAD_BYTES);
  for (let at = 0; at < body.length; at += 50_000) crypto.getRandomValues(body.subarray(at, at + 50_000));
  const reply = await fetch('/upload', { method: 'POST', body: new Blob([body]) });
  find('uploaded').textContent = `${(await reply.json()).bytes / 1000} kB arrived.`;
}

function askWorker() {
  const worker = new Worker('worker.js');
  return new Promise((resolve, reject) => {
    worker.onerror = () => reject(new Error('worker'));
    worker.onmessage = ({ data }) => {
      find('catalogue').textContent = `${data} lots.`;
      resolve();
    };
  });
}

function showFilm() {
  find('film').src = `${siteOrigin('film')}/?embedded${visiting ? '&visit' : ''}`;
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => data === 'film ended' && resolve());
  });
}

find('more').addEventListener('click', showPictures);
find('upload').addEventListener('click', upload);
const jobs = [showPictures(), chat(), showFilm(), askWorker(), followPrices(visiting ? 3 : Infinity)];
if (visiting) {
  Promise.all([...jobs, upload()]).then(
    () => (document.documentElement.dataset.visit = 'done'),
    (error) => (document.documentElement.dataset.visit = `failed: ${error.message}`),
  );
}
