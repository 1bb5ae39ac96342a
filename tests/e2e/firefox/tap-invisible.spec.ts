import type { FirefoxTab } from './bidi.ts';
import { expect, test } from '../tap/firefox-tap.ts';
import { TAMPERING } from '../tap/tampering.ts';
import { describeErrors, describeNatives, describePromises } from '../tap/invisible.ts';

for (const [name, describe] of Object.entries({ natives: describeNatives, errors: describeErrors }))
  test(`a page cannot tell by its ${name}`, async ({ tap, plain }) => {
    expect(await tap.page.evaluate(describe)).toEqual(await plain.evaluate(describe));
  });

test('a page cannot tell by its promises', async ({ tap, plain, server }) => {
  const other = server.url('/bytes?size=40&gzip', 'other');
  const script = `(${describePromises})('${other}').then((seen) => Object.assign(globalThis, { seen }))`;
  server.page('/promises', `<!doctype html><script>${script}</script>`);
  const seen = async (page: FirefoxTab) => {
    await page.goto(server.url('/promises'));
    await page.waitFor(() => 'seen' in globalThis);
    return page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen);
  };
  expect(await seen(tap.page)).toEqual(await seen(plain));
});

for (const [name, tamper] of Object.entries(TAMPERING))
  test(`keeps counting, and breaks nothing, where a page ${name}`, async ({ tap, server }) => {
    const path = `/${name.replace(/\W+/g, '-')}`;
    const script = `globalThis.errors = []; onerror = (message) => void errors.push(message); (${tamper})();`;
    server.page(path, `<!doctype html><script>${script}</script>`, {
      'content-security-policy': "default-src 'self' 'unsafe-inline'; connect-src 'self' ws:",
    });
    await tap.page.goto(server.url(path));
    const echo = await tap.page.evaluate(
      async (url: string) => {
        const socket = new WebSocket(url);
        await new Promise((resolve) => (socket.onopen = resolve));
        const heard = new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
        socket.send('x'.repeat(100));
        const { length } = (await heard) as string;
        await fetch('/echo', { method: 'POST', body: new Blob(['abc']) });
        return length;
      },
      server.url('/').replace('http', 'ws'),
    );
    expect(echo).toBe(100);
    await expect
      .poll(() => tap.reports('websocket'))
      .toMatchObject([{ up: 100, down: 100, framesUp: 1, framesDown: 1 }]);
    await expect.poll(() => tap.reports('body')).toMatchObject([{ bytes: 3, url: server.url('/echo') }]);
    type Seen = { leaked?: unknown[]; errors: unknown[] };
    expect(await tap.page.evaluate(() => (globalThis as unknown as Seen).leaked ?? [])).toEqual([]);
    expect(await tap.page.evaluate(() => (globalThis as unknown as Seen).errors)).toEqual([]);
  });
