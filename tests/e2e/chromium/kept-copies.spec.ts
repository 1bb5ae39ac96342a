import { bodiesBySite } from '../support/mixed-page.ts';
import { expect, test } from './fixture.ts';

/** Answers of no declared size, as a cache may keep them. */
const TEXT = '/r.json?size=180000&seed=3&gzip&cache=600';
const PLAIN = '/r.txt?size=90000&seed=4&cache=600';

const WORKER = `const get = (url) => fetch(url).then((response) => response.text());
  const all = async (tell) => { for (const url of ['${TEXT}', '${PLAIN}']) await get(url); tell(); };`;
const SCRIPT = { 'content-type': 'text/javascript', 'cache-control': 'max-age=600' };

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
    code: `${WORKER} oninstall = (event) => event.waitUntil(all(() => {}).then(() => skipWaiting()));
      onactivate = (event) => event.waitUntil(clients.claim());
      onfetch = (event) => { clients.matchAll().then((all) => all.forEach((one) => one.postMessage(event.request.url)));
        event.respondWith(fetch(event.request)); };`,
    start: `navigator.serviceWorker.onmessage = ({ data }) => seen.push('worker saw ' + data);
      navigator.serviceWorker.oncontrollerchange = done; navigator.serviceWorker.register('/worker.js');`,
  },
};

for (const [whose, { code, start }] of Object.entries(STARTS))
  test(`what ${whose} fetches is measured by the cache’s copy, unseen by page and server`, async ({
    browserOf,
    server,
  }) => {
    const html = `<!doctype html><title>Work</title><script>
      const seen = [];
      addEventListener('securitypolicyviolation', ({ blockedURI }) => seen.push('policy ' + blockedURI));
      new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => name.includes('/r.') && seen.push('timeline ' + name)))
        .observe({ type: 'resource', buffered: true });
      const done = () => { document.title = 'done'; };
      ${start}</script>`;
    const policy = "connect-src 'none'; worker-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'";
    server.page('www.app.test', '/', html, { 'content-security-policy': policy });
    server.page('www.app.test', '/worker.js', code, SCRIPT);
    const page = await browserOf.context.newPage();
    await page.goto(server.url('www.app.test', '/'));
    await expect(page).toHaveTitle('done');
    const served = () => server.served.filter(({ host }) => host === 'www.app.test').map(({ path }) => path);
    await expect.poll(() => served().filter((path) => path.startsWith('/r.')).length).toBe(2);
    const down = server.down('www.app.test');
    // A guess would be tens of kB off: nothing was seen before of this host.
    const off = async () => (bodiesBySite(await browserOf.flows())['app.test']?.down ?? 0) / down - 1;
    await expect.poll(async () => Math.abs(await off())).toBeLessThan(0.03);
    expect(served().filter((path) => path.startsWith('/r.'))).toHaveLength(2);
    expect(await page.evaluate('seen')).toEqual([]);
  });

test('a file of no declared size is measured by the cache’s copy where the page that led to it is of its origin', async ({
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
  const down = () => server.down('www.app.test');
  await expect.poll(async () => bodiesBySite(await browserOf.flows())['app.test']?.down).toBe(down());
  expect(server.served.filter(({ path }) => path === file)).toHaveLength(1);
});
