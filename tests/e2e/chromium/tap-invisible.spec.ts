import type { Page } from '@playwright/test';
import { expect, test } from '../tap/chromium-tap.ts';
import { describeErrors, describeNatives, describePromises } from '../tap/invisible.ts';

test.describe('a page cannot tell', () => {
  for (const [name, describe] of Object.entries({ natives: describeNatives, errors: describeErrors }))
    test(`by its ${name}`, async ({ tap, plain, server }) => {
      await plain.goto(server.url('/'));
      const without: unknown = await plain.evaluate(describe);
      expect(await tap.page.evaluate(describe)).toEqual(without);
    });

  test('by its promises', async ({ tap, plain, server }) => {
    const other = server.url('/bytes?size=40&gzip', 'other');
    const script = `(${describePromises})('${other}').then((seen) => Object.assign(globalThis, { seen }))`;
    server.page('/promises', `<!doctype html><script>${script}</script>`);
    const seen = async (page: Page) => {
      await page.goto(server.url('/promises'));
      await page.waitForFunction(() => 'seen' in globalThis);
      return page.evaluate(() => (globalThis as unknown as { seen: unknown }).seen);
    };
    expect(await seen(tap.page)).toEqual(await seen(plain));
  });
});

test.describe('a frame of the same origin', () => {
  for (const [name, source] of Object.entries({
    blank: '',
    document: `src="/"`,
    srcdoc: `srcdoc="<title>x</title>"`,
  }))
    test(`does not reveal the tap: ${name}`, async ({ tap, server }) => {
      server.page('/outer', `<!doctype html><body><iframe ${source}></iframe>`);
      await tap.page.goto(server.url('/outer'));
      const seen = await tap.page.evaluate(() => {
        const inner = document.querySelector('iframe')!.contentWindow as unknown as typeof globalThis;
        const text = (window: typeof globalThis, fn: unknown) => window.Function.prototype.toString.call(fn);
        const fresh = document.body.appendChild(document.createElement('iframe'))
          .contentWindow as unknown as typeof globalThis;
        return [inner, fresh].flatMap((frame) => [
          text(frame, fetch),
          text(frame, Function.prototype.toString),
          text(globalThis, frame.fetch),
          text(globalThis, frame.Function.prototype.toString),
          text(frame, frame.fetch),
          String(frame.eval('new WebSocket("ws://127.0.0.1:1")') instanceof frame.WebSocket),
          String(frame.eval('new WebSocket("ws://127.0.0.1:1")') instanceof WebSocket),
        ]);
      });
      const natives = ['function fetch() { [native code] }', 'function toString() { [native code] }'];
      const expected = [...natives, ...natives, natives[0], 'true', 'false'];
      expect(seen).toEqual([...expected, ...expected]);
    });
});

test('subclasses of replaced classes work as before', async ({ tap, server }) => {
  const seen = await tap.page.evaluate(
    async ({ socketUrl, url }) => {
      class Socket extends WebSocket {
        extra = 1;
        override send(data: string) {
          super.send(data + '!');
        }
      }
      class Ask extends Request {}
      class Peer extends RTCPeerConnection {}
      const socket = new Socket(socketUrl);
      await new Promise((resolve) => (socket.onopen = resolve));
      const echo = new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
      socket.send('hi');
      const made = Reflect.construct(WebSocket, [socketUrl], Array);
      return [
        await echo,
        socket instanceof Socket && socket instanceof WebSocket && socket.extra === 1 && socket.constructor === Socket,
        new Ask(url) instanceof Ask && new Ask(url) instanceof Request,
        new Peer() instanceof Peer,
        Array.isArray(made) || made instanceof WebSocket || Object.getPrototypeOf(made) === Array.prototype,
        new WebSocket(socketUrl).constructor === WebSocket,
      ];
    },
    { socketUrl: server.url('/').replace('http', 'ws'), url: server.url('/') },
  );
  expect(seen).toEqual(['hi!', true, true, true, true, true]);
});
