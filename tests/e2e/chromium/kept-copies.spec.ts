import type { Page } from '@playwright/test';
import { bodiesBySite } from '../support/mixed-page.ts';
import { expect, test } from './fixture.ts';

/** Responses without a declared size, which the cache may store. */
const TEXT = '/r.json?size=180000&seed=3&gzip&cache=600';
const PLAIN = '/r.txt?size=90000&seed=4&cache=600';
/** What the page fetches itself. It must see this, or its seeing no lookup would prove nothing. */
const CONTROL = '/r.txt?size=500&seed=6&cache=600&length';

const WORKER = `const all = async (tell) => {
  for (const url of ['${TEXT}', '${PLAIN}']) await fetch(url).then((response) => response.text());
  tell();
};`;
const SCRIPT = { 'content-type': 'text/javascript', 'cache-control': 'max-age=600' };

/** `start` runs in the page. Where a service worker is to control the page, the page is reloaded first. */
const STARTS: Record<string, { code: string; start: string }> = {
  'a dedicated worker': {
    code: `${WORKER} all(() => postMessage(0));`,
    start: `new Worker('/worker.js').onmessage = done;`,
  },
  'a shared worker': {
    code: `${WORKER} onconnect = ({ ports }) => all(() => ports[0].postMessage(0));`,
    start: `new SharedWorker('/worker.js').port.onmessage = done;`,
  },
  'a service worker': {
    code: `${WORKER}
      onactivate = (event) => event.waitUntil(clients.claim());
      onmessage = ({ source }) => all(() => source.postMessage('all'));
      onfetch = (event) => {
        clients.matchAll().then((pages) => pages.forEach((page) => page.postMessage(event.request.url)));
        event.respondWith(fetch(event.request));
      };`,
    start: `navigator.serviceWorker.onmessage = ({ data }) => (data === 'all' ? done() : note('worker', data));
      navigator.serviceWorker.register('/worker.js');
      navigator.serviceWorker.ready.then(({ active }) => active.postMessage('go'));`,
  },
};

const PAGE = (start: string) => `<!doctype html><title>Work</title><script>
  const seen = [];
  const note = (what, url) => url.includes('/r.') && seen.push(what + ' ' + new URL(url).pathname + new URL(url).search);
  addEventListener('securitypolicyviolation', ({ blockedURI }) => note('policy', blockedURI));
  new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => note('timeline', name)))
    .observe({ type: 'resource', buffered: true });
  const done = () => { document.title = 'done'; };
  ${start}</script>`;

/** What the page has seen; its entry for its own fetch comes after everything before it. */
async function seenBy(page: Page): Promise<string[]> {
  await page.evaluate((url) => fetch(url).then((response) => response.text()), CONTROL);
  await expect.poll(() => page.evaluate('seen')).toContain(`timeline ${CONTROL}`);
  return page.evaluate<string[]>('seen');
}

for (const [whose, { code, start }] of Object.entries(STARTS))
  test(`what ${whose} fetches is measured by its cache entry, unseen by page and server`, async ({
    browserOf,
    server,
  }) => {
    server.page('www.app.test', '/', PAGE(start));
    server.page('www.app.test', '/worker.js', code, SCRIPT);
    const page = await browserOf.context.newPage();
    await page.goto(server.url('www.app.test', '/'));
    await expect(page).toHaveTitle('done');
    const served = () =>
      server.served.filter(({ host, path }) => host === 'www.app.test' && [TEXT, PLAIN].includes(path));
    await expect.poll(() => served().length).toBe(2);
    const down = server.down('www.app.test');
    // A guess would be tens of kB off, since nothing is known of this host yet.
    const off = async () => (bodiesBySite(await browserOf.flows())['app.test']?.down ?? 0) / down - 1;
    await expect.poll(async () => Math.abs(await off())).toBeLessThan(0.03);
    expect(served()).toHaveLength(2);
    const controls =
      whose === 'a service worker' ? [`worker ${CONTROL}`, `timeline ${CONTROL}`] : [`timeline ${CONTROL}`];
    expect((await seenBy(page)).sort()).toEqual(controls.sort());
  });

test('a cache lookup does not violate its page’s policy', async ({ browserOf, server }) => {
  const policy = "connect-src 'none'; worker-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'";
  const { code, start } = STARTS['a dedicated worker']!;
  server.page('www.app.test', '/', PAGE(start), { 'content-security-policy': policy });
  server.page('www.app.test', '/worker.js', code, SCRIPT);
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.app.test', '/'));
  await expect(page).toHaveTitle('done');
  const down = server.down('www.app.test');
  const off = async () => (bodiesBySite(await browserOf.flows())['app.test']?.down ?? 0) / down - 1;
  await expect.poll(async () => Math.abs(await off())).toBeLessThan(0.03);
  // The page's own fetch is refused and reported.
  await page.evaluate((url) => fetch(url).catch(() => {}), CONTROL);
  await expect.poll(() => page.evaluate('seen')).toEqual([`policy ${CONTROL}`]);
});

test('a file without a declared size is measured by its cache entry where the page that linked to it has its origin', async ({
  browserOf,
  server,
}) => {
  const file = '/r.bin?size=1200000&seed=5&cache=600&header=content-disposition:attachment';
  server.page('www.app.test', '/', `<!doctype html><title>Export</title><a href="${file}">Save</a>`);
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.app.test', '/'));
  const saved = page.waitForEvent('download');
  await page.getByText('Save').click();
  await (await saved).path();
  await expect
    .poll(async () => bodiesBySite(await browserOf.flows())['app.test']?.down)
    .toBe(server.down('www.app.test'));
  expect(server.served.filter(({ path }) => path === file)).toHaveLength(1);
});
