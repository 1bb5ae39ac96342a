import { expect, test } from '../tap/chromium-tap.ts';
import { TAMPERING } from '../tap/tampering.ts';

for (const [name, tamper] of Object.entries(TAMPERING))
  test(`keeps counting, and breaks nothing, where a page ${name}`, async ({ tap, server }) => {
    const path = `/${name.replace(/\W+/g, '-')}`;
    server.page(path, `<!doctype html><script>(${tamper})();</script>`, {
      'content-security-policy': "default-src 'self' 'unsafe-inline'; connect-src 'self' ws:",
    });
    const errors: string[] = [];
    tap.page.on('pageerror', (error) => errors.push(String(error)));
    await tap.page.goto(server.url(path));
    const echo = await tap.page.evaluate(
      async (url) => {
        const socket = new WebSocket(url);
        await new Promise((resolve) => (socket.onopen = resolve));
        const heard = new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
        socket.send('x'.repeat(100));
        const { length } = (await heard) as string;
        const reader = (await fetch('/bytes?size=70')).body!.getReader();
        const body = (await reader.read()).value!;
        await fetch('/echo', { method: 'POST', body: new Blob(['abc']) });
        return [length, body.length];
      },
      server.url('/').replace('http', 'ws'),
    );
    expect(echo).toEqual([100, 70]);
    await expect
      .poll(() => tap.reports('websocket'))
      .toMatchObject([{ up: 100, down: 100, framesUp: 1, framesDown: 1 }]);
    await expect.poll(() => tap.reports('body')).toMatchObject([{ bytes: 3, url: server.url('/echo') }]);
    expect(await tap.page.evaluate(() => (globalThis as any).leaked ?? [])).toEqual([]);
    expect(errors).toEqual([]);
  });

test('a page finds neither the channel nor a way to forge a report', async ({ tap, server }) => {
  const script = `
    globalThis.found = [];
    for (const name of ['datagauge', 'n', 'c', 'j', 't', 'a', 'o'])
      for (const target of [window, document])
        target.addEventListener(name, () => found.push(name), true);
    const line = new EventTarget();
    for (const name of ['c', 'o', 'a']) line.addEventListener(name, () => found.push('line ' + name));
    const offer = new PointerEvent('datagauge', { cancelable: true, relatedTarget: line });
    if (!dispatchEvent(offer)) found.push('taken');
    const forged = { id: 1, kind: 'websocket', url: 'ws://x/', note: '', down: 1e9, up: 0, downs: 1, ups: 0 };
    line.dispatchEvent(new CustomEvent('n'));
    line.dispatchEvent(new CustomEvent('j', { detail: JSON.stringify({ 1: forged }) }));
    for (const key of Reflect.ownKeys(globalThis)) if (/gauge|tap/i.test(String(key))) found.push(String(key));`;
  server.page('/finder', `<!doctype html><script>${script}</script>`);
  await tap.page.goto(server.url('/finder'));
  await tap.page.evaluate(() => fetch('/echo', { method: 'POST', body: 'abc' }));
  await expect.poll(() => tap.reports('body')).toMatchObject([{ bytes: 3 }]);
  // The page hears only the event that it dispatched itself.
  expect(await tap.page.evaluate(() => (globalThis as any).found)).toEqual(['datagauge']);
  expect(await tap.reports('websocket')).toEqual([]);
});

test('a page hears no offer in frames and windows that it made', async ({ tap, server }) => {
  for (const path of ['/inner', '/opened']) server.page(path, '<!doctype html><title>inner</title>');
  const found = await tap.page.evaluate(async () => {
    const found: string[] = [];
    const listen = (inner: Window, name: string) => {
      for (const [where, target] of Object.entries({
        window: inner,
        document: inner.document,
        fonts: inner.document.fonts,
      }))
        for (const capture of [true, false])
          target.addEventListener('datagauge', () => found.push(`${name} ${where}`), capture);
    };
    const frame = (src?: string) => {
      const element = Object.assign(document.createElement('iframe'), src === undefined ? {} : { src });
      const loaded = new Promise((resolve) => (element.onload = resolve));
      document.body.append(element);
      listen(element.contentWindow!, src ?? 'blank');
      return { inner: element.contentWindow!, loaded };
    };
    const [blank, own] = [frame(), frame('/inner')];
    const opened = open('/opened')!;
    listen(opened, 'opened');
    await own.loaded;
    await new Promise((resolve) => opened.addEventListener('load', resolve));
    const send = (inner: Window, name: string) => inner.fetch(`/echo?${name}`, { method: 'POST', body: 'abc' });
    await Promise.all([send(blank.inner, 'blank'), send(own.inner, 'own'), send(opened, 'opened')]);
    return found;
  });
  const paths = async () => (await tap.reports('body')).map(({ url }) => new URL(url).search).sort();
  await expect.poll(paths).toEqual(['?blank', '?opened', '?own']);
  expect(found).toEqual([]);
});

test('a sandboxed frame and a rewritten document are counted', async ({ tap, server }) => {
  const send = (to: string) => `fetch('/echo?${to}', { method: 'POST', body: 'abc', mode: 'no-cors' });`;
  server.page('/box', `<!doctype html><script>${send('box')}</script>`);
  server.page(
    '/frames',
    `<!doctype html><iframe sandbox="allow-scripts" src="/box"></iframe><iframe sandbox src="/box"></iframe>
     <iframe srcdoc="<script>${send('srcdoc')}</script>"></iframe>
     <script>onload = () => { document.open(); document.write('<script>${send('rewritten').replaceAll("'", "\\'")}<' + '/script>'); document.close(); };</script>`,
  );
  await tap.page.goto(server.url('/frames'));
  const paths = async () => (await tap.reports('body')).map(({ url }) => new URL(url).search).sort();
  await expect.poll(paths).toEqual(['?box', '?rewritten', '?srcdoc']);
});

test('what was counted last is reported when the page is left', async ({ tap, server }) => {
  await tap.page.evaluate(() => {
    onpagehide = () => navigator.sendBeacon('/echo?last', 'x'.repeat(1000));
  });
  await tap.page.goto(server.url('/bytes?size=1'));
  await expect.poll(() => tap.reports('body')).toMatchObject([{ bytes: 1000, by: 'beacon' }]);
});

test('the number of channels is bounded', async ({ tap }) => {
  await tap.page.evaluate(async () => {
    for (let i = 0; i < 3000; i++) navigator.sendBeacon('/echo?flood', 'x');
    await fetch('/echo?flood', { method: 'POST', body: 'last' });
  });
  await expect.poll(async () => (await tap.reports('body')).length).toBeGreaterThan(0);
  await tap.page.evaluate(() => fetch('/echo?after', { method: 'POST', body: 'after' }));
  await expect.poll(async () => (await tap.reports('body')).some(({ url }) => url.endsWith('after'))).toBe(true);
  expect((await tap.reports('body')).length).toBeLessThan(2500);
});
