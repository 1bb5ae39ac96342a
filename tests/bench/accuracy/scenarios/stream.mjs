import { encoded } from '../../support/answer.mjs';
import { html, inline, json, prose } from '../../support/content/text.mjs';
import { createSite, PRIVATE } from '../../support/site.mjs';

/**
 * Answers that grow: server-sent events that end and that are left open, and a fetch read as it comes, plain and compressed.
 *
 * @param {{ name: string, events: number, eventCharacters: number, openEvents: number, lines: number, lineCharacters: number,
 *   protocol: 'h1' | 'h2' }} numbers
 */
export function stream({ name, events, eventCharacters, openEvents, lines, lineCharacters, protocol }) {
  const site = createSite(name, 'streams');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const live = site.host(`live.${name}`, { protocol });
  const event = (/** @type {number} */ n) =>
    Buffer.from(`id: ${n}\nevent: message\ndata: ${json(n * 4001, eventCharacters)}\n\n`);
  const last = Buffer.from('event: end\ndata: {}\n\n');
  const growing = { type: 'text/event-stream', headers: PRIVATE, everyMs: 15 };
  live.on('/events', { ...growing, stream: [...Array.from({ length: events }, (_, n) => event(n)), last] });
  live.on('/open', {
    ...growing,
    stream: [...Array.from({ length: openEvents }, (_, n) => event(n + events)), last],
    holdAfter: 0,
  });
  const line = (/** @type {number} */ n) => `${json(n * 7001, lineCharacters)}\n`;
  live.on('/lines', {
    type: 'application/x-ndjson',
    headers: PRIVATE,
    everyMs: 15,
    stream: Array.from({ length: lines }, (_, n) => Buffer.from(line(n))),
  });
  const all = Array.from({ length: lines }, (_, n) => line(n + lines)).join('');
  const { body = Buffer.alloc(0), ...packed } = encoded(all, 'gzip', {
    type: 'application/x-ndjson',
    headers: PRIVATE,
    everyMs: 15,
  });
  const cut = (/** @type {number} */ n) =>
    n * 1_900 < body.length ? body.subarray(n * 1_900, (n + 1) * 1_900) : undefined;
  live.on('/packed', { ...packed, stream: cut });
  const page = prose(random.int(0, 9e5), 5_000) + inline(follow, { base: live.url('') });
  www.text('/', 'text/html', html('Live', '', page), { headers: PRIVATE });
  return site;
}

/** Runs in the page. @param {{ base: string }} options */
async function follow({ base }) {
  const listen = (/** @type {string} */ path) =>
    new Promise((done) => {
      const source = new EventSource(base + path);
      source.addEventListener('end', () => done(source));
    });
  /** @type {EventSource} */ (await listen('/events')).close();
  for (const path of ['/lines', '/packed']) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ ((await fetch(base + path)).body).getReader();
    while (!(await reader.read()).done);
  }
  await listen('/open'); // stays open until the tab is closed
  /** @type {any} */ (window).done = true;
}
