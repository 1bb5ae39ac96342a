/** Ways to send a body of about `size` bytes; each runs in the page and resolves when the server has answered. */
export const UPLOADS: Record<string, (size: number) => Promise<unknown>> = {
  'fetch-string': (size) => fetch('/r.json?up', { method: 'POST', body: 'x'.repeat(size) }).then((r) => r.text()),
  'fetch-buffer': (size) => fetch('/r.json?up', { method: 'PUT', body: new Uint8Array(size) }).then((r) => r.text()),
  'fetch-blob': (size) =>
    fetch('/r.json?up', { method: 'POST', body: new Blob([new Uint8Array(size)]) }).then((r) => r.text()),
  'fetch-form': (size) => {
    const form = new FormData();
    form.set('name', '照片');
    form.set('photo', new File([new Uint8Array(size)], 'photo.jpg', { type: 'image/jpeg' }));
    return fetch('/r.json?up', { method: 'POST', body: form }).then((r) => r.text());
  },
  'fetch-params': (size) =>
    fetch('/r.json?up', { method: 'POST', body: new URLSearchParams({ text: 'y'.repeat(size) }) }).then((r) =>
      r.text(),
    ),
  'xhr-blob': (size) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', '/r.json?up');
      request.onloadend = resolve;
      request.send(new Blob([new Uint8Array(size)]));
    }).then(() => {}),
  beacon: (size) => {
    navigator.sendBeacon('/r.json?up', new Blob([new Uint8Array(Math.min(size, 60_000))]));
    return Promise.resolve();
  },
};
