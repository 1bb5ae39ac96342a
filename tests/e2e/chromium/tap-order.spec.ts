import { expect, test } from '../tap/chromium-tap.ts';

// Everywhere else the main world's script runs first.
test.use({ order: ['isolated-world', 'main-world'] });

test('the two worlds connect also where the isolated one starts first', async ({ tap, server }) => {
  const script = `globalThis.heard = [];
    addEventListener('datagauge', (event) => heard.push(event.relatedTarget));
    fetch('/echo', { method: 'POST', body: 'abc' });`;
  server.page('/early', `<!doctype html><script>${script}</script>`);
  await tap.page.goto(server.url('/early'));
  await expect.poll(() => tap.reports('body')).toMatchObject([{ bytes: 3 }]);
  expect(await tap.page.evaluate(() => (globalThis as any).heard.length)).toBe(0);
});
