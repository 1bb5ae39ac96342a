import { breakable, READINGS } from '../tap/breakable.ts';
import { expect, test } from '../tap/firefox-tap.ts';
import { closePeers, connectPeers, readCarried, sendBytes } from '../tap/peers.ts';
import { talk } from '../tap/talk.ts';
import { upload, UPLOADS } from '../tap/uploads.ts';

for (const query of ['plain', 'deflate'])
  test(`counts a WebSocket's messages both ways (${query})`, async ({ tap, server }) => {
    const url = server.url(`/?${query}`).replace('http', 'ws');
    await tap.page.evaluate(talk, url);
    const { up, down, framesUp, framesDown } = server.sockets.at(-1)!;
    const compressed = query === 'deflate';
    await expect
      .poll(() => tap.reports('websocket'))
      .toMatchObject([{ url, up, down, framesUp, framesDown, compressed, closed: true }]);
  });

for (const how of ['fetch', 'request', 'xhr', 'beacon'] as const)
  test(`counts to the byte what is sent by ${how}`, async ({ tap, server }) => {
    for (const kind of UPLOADS) await tap.page.evaluate(upload, { how, kind });
    const seen = () => server.seen.filter(({ path }) => path.startsWith(`/echo?${how}-`));
    await expect.poll(() => seen().length).toBe(UPLOADS.length);
    await expect.poll(async () => (await tap.reports('body')).length).toBe(UPLOADS.length);
    const sizes = (await tap.reports('body')).map(({ url, bytes, method }) => ({ url, bytes, method }));
    const expected = seen().map(({ path, up }) => ({ url: server.url(path), bytes: up, method: 'POST' }));
    const byUrl = (a: { url: string }, b: { url: string }) => a.url.localeCompare(b.url);
    for (const [at, { url, bytes, method }] of expected.sort(byUrl).entries()) {
      const seen = sizes.sort(byUrl)[at]!;
      expect(seen).toMatchObject({ url, method });
      // The boundary's length varies by a few bytes.
      const slack = url.includes('-form') ? 20 : 0;
      expect(Math.abs(seen.bytes - bytes)).toBeLessThanOrEqual(slack);
    }
  });

test('counts a form with a file', async ({ tap, server }) => {
  server.page(
    '/form',
    `<!doctype html><form method="post" action="/posted" enctype="multipart/form-data"><input name="n" value="流量">
     <input type="file" name="file"></form><script>
     const files = new DataTransfer();
     files.items.add(new File([new Uint8Array(70000)], 'bild.png', { type: 'image/png' }));
     document.querySelector('[type=file]').files = files.files;
     onload = () => setTimeout(() => document.querySelector('form').requestSubmit());</script>`,
  );
  await tap.page.evaluate((to: string) => void (location.href = to), server.url('/form'));
  await expect.poll(() => server.seen.some(({ path }) => path === '/posted')).toBe(true);
  const { up } = server.seen.findLast(({ path }) => path === '/posted')!;
  expect(up).toBeGreaterThan(70_000);
  await expect
    .poll(() => tap.reports('body'))
    .toMatchObject([{ by: 'form', method: 'POST', url: server.url('/posted') }]);
  expect(Math.abs((await tap.reports('body'))[0]!.bytes - up)).toBeLessThanOrEqual(12);
});

for (const how of READINGS)
  test(`counts a response that is aborted half-way: ${how}`, async ({ tap, server }) => {
    const url = server.url(`/stream?first=300000&rest=5000&${how}`);
    await tap.page.evaluate(breakable, { url, how });
    const expected = [{ kind: 'stream', url, done: false, hidden: false, read: 300_000 }];
    await expect.poll(() => tap.reports('stream')).toMatchObject(expected);
    await tap.page.evaluate(() => (globalThis as unknown as { abort(): void }).abort());
    server.release();
    await tap.page.evaluate(() => fetch('/bytes?size=1').then((response) => response.text()));
    expect(await tap.reports('stream')).toMatchObject(expected);
  });

test('counts an event stream, including events with a type', async ({ tap, server }) => {
  const url = server.url('/events?size=2000');
  await tap.page.evaluate((from: string) => {
    new EventSource(from).addEventListener('price', () => {});
  }, url);
  const exact = 'data: \n\n'.length + 2000 + 'event: price\ndata: \n\n'.length + 6000;
  await expect.poll(() => tap.reports('stream')).toMatchObject([{ by: 'eventsource', url, read: exact, done: false }]);
});

test('counts what peer connections carry, while it grows and at the end', async ({ tap }) => {
  await tap.page.evaluate(connectPeers);
  await expect.poll(async () => (await tap.reports('webrtc')).length).toBe(2);
  await tap.page.evaluate(sendBytes, 2_000_000);
  const is = (part: 'up' | 'down', of: 'sent' | 'received') => async () => {
    const carried = await tap.page.evaluate(readCarried);
    const largest = Math.max(...(await tap.reports('webrtc')).map((report) => report[part]));
    return Math.round((largest / carried[of]) * 100);
  };
  await expect.poll(is('up', 'sent')).toBe(100);
  await expect.poll(is('down', 'received')).toBe(100);
  const totals = await tap.page.evaluate(readCarried);
  await tap.page.evaluate(closePeers);
  await expect.poll(async () => (await tap.reports('webrtc')).map(({ closed }) => closed)).toEqual([true, true]);
  expect(totals.sent).toBeGreaterThan(2_000_000);
});
