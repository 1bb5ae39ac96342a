import { linkSites } from './sites.js';

const film = document.getElementById('film');
const parameters = new URLSearchParams(location.search);
const visiting = parameters.has('visit');
let showings = 0;

linkSites();
if (parameters.has('embedded')) {
  document.body.replaceChildren(film);
  document.body.style.padding = '0';
}

function show() {
  film.src = `tide.webm?showing=${showings++}`; // another name each time: a film from the cache would cost nothing
  film.playbackRate = visiting ? 4 : 1; // the bytes are the same
  film.play().catch(() => (film.controls = true));
}

film.addEventListener('ended', () => {
  if (parent !== window) parent.postMessage('film ended', '*');
  document.documentElement.dataset.visit = 'done';
  if (!visiting) show();
});
film.addEventListener('error', () => (document.documentElement.dataset.visit = `failed: ${film.error.message}`));
show();
