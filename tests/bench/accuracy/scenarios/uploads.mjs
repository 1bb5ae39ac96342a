import { html, inline, prose, script } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * Everything a page can send, one after the other: strings, buffers, blobs, forms with files, by fetch, XMLHttpRequest,
 * beacon, form and stream; to its own host and to another's, over HTTP/2 and HTTP/1.1.
 *
 * @param {{ name: string, bytes: number, beaconBytes: number, repeats: number }} numbers
 */
export function uploads({ name, bytes, beaconBytes, repeats }) {
  const site = createSite(name, 'uploads');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const store = site.host(`up.${name.split('.')[0]}-store.test`, { protocol: 'h1' });
  for (const host of [www, store]) {
    host.on('/up', ({ received }) => ({
      type: 'application/json',
      declared: true,
      headers: PRIVATE,
      body: Buffer.from(JSON.stringify({ received })),
    }));
    host.on('/form', {
      type: 'text/html',
      declared: true,
      body: Buffer.from('<!doctype html>thanks'),
      headers: PRIVATE,
    });
  }
  const code = www.text('/form.js', 'text/javascript', script(random.int(0, 8e6), 120_000), { headers: PUBLIC });
  const form =
    `<form method="post" enctype="multipart/form-data" target="reply"><input name="text" value="hello">` +
    `<input type="file" name="file"></form><iframe name="reply"></iframe>`;
  const options = { hosts: [www.url(''), store.url('')], bytes, beaconBytes, repeats };
  const body = prose(random.int(0, 9e5), 4_000) + form + inline(send, options);
  www.text('/', 'text/html', html('Send', `<script async src="${code}"></script>`, body), {
    headers: { ...PRIVATE, 'set-cookie': cookie(random, 90) },
  });
  return site;
}

/** Runs in the page. @param {{ hosts: string[], bytes: number, beaconBytes: number, repeats: number }} options */
async function send({ hosts, bytes, beaconBytes, repeats }) {
  /** @param {number} size */
  const noise = (size) => {
    const out = new Uint8Array(size);
    for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(out.subarray(at, at + 65_536));
    return out;
  };
  /** @param {string} host @param {BodyInit} body @param {object} [more] */
  const post = async (host, body, more) =>
    (await fetch(`${host}/up`, { method: 'POST', body, .../** @type {RequestInit} */ (more) })).json();
  /** @param {string} host @param {XMLHttpRequestBodyInit} body */
  const xhr = (host, body) =>
    new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open('PUT', `${host}/up`);
      request.upload.onprogress = () => {}; // makes a cross-origin request ask first
      Object.assign(request, { onload: done, onerror: failed });
      request.send(body);
    });
  /** @param {string} host */
  const submit = (host) => {
    const form = /** @type {HTMLFormElement} */ (document.forms[0]);
    const input = /** @type {HTMLInputElement} */ (form.querySelector('[type=file]'));
    const chosen = new DataTransfer();
    chosen.items.add(new File([noise(bytes)], 'photo.jpg', { type: 'image/jpeg' }));
    input.files = chosen.files;
    form.action = `${host}/form`;
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
    const replied = new Promise((done) => (frame.onload = done));
    form.submit();
    return replied;
  };
  for (let n = 0; n < repeats; n++) {
    for (const [h, host] of hosts.entries()) {
      const text = Array.from(noise(bytes >> 2), (byte) => String.fromCharCode(33 + (byte % 90))).join('');
      await post(host, text);
      await post(host, JSON.stringify({ text, note: '流量' }), { headers: { 'content-type': 'application/json' } });
      await post(host, noise(bytes));
      await post(host, new Blob([noise(bytes), noise(999)]));
      const form = new FormData();
      form.append('caption', text.slice(0, 500));
      form.append('file', new File([noise(bytes)], 'clip.bin'));
      await post(host, form);
      await post(host, new URLSearchParams({ q: text.slice(0, 3_000) }));
      await xhr(host, noise(bytes));
      await xhr(host, new Blob([noise(bytes >> 1)]));
      await submit(host);
      // A stream as a request's body: Chromium, over HTTP/2 alone.
      const streams =
        h === 0 &&
        !new Request(
          location.href,
          /** @type {any} */ ({ method: 'POST', body: new ReadableStream(), duplex: 'half' }),
        ).headers.has('content-type');
      if (streams) await post(host, new Blob([noise(bytes)]).stream(), { duplex: 'half' });
      navigator.sendBeacon(`${host}/up`, noise(beaconBytes));
      // Its answer is nobody's to see: the next request on the same connection comes after it.
      await post(host, 'after the beacon', { credentials: 'include' });
    }
  }
  /** @type {any} */ (window).done = true;
}
