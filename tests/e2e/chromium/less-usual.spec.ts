import type { Page } from '@playwright/test';
import type { Report } from '../../../src/core/contract.ts';
import { bodiesBySite } from '../support/mixed-page.ts';
import { expect, test, type Browser } from './fixture.ts';

/** An icon without a request. */
const HEAD = '<!doctype html><link rel="icon" href="data:,">';

const bodiesOf = async ({ flows }: Browser) => bodiesBySite(await flows())['news.test'];

/** Polls what is posted: a guess is corrected within a second. */
const pollBodies = (browser: Browser) => expect.poll(() => bodiesOf(browser));

const open = async ({ context }: Browser, url: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

test('a request with a fragment is measured by the page’s timeline, whose entry has none', async ({
  browserOf,
  server,
}) => {
  server.page(
    'www.news.test',
    '/',
    `${HEAD}<img src="/r.png?size=9000#view"><iframe src="/r.html?size=8000&gzip#part"></iframe>
     <svg><use href="/sprite.svg#icon"></use></svg>
     <script>fetch('/r.json?size=7000&gzip#q').then((response) => response.text());</script>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><g id="icon"></g><!--${'i'.repeat(6000)}--></svg>`;
  server.page('www.news.test', '/sprite.svg', svg, { 'content-type': 'image/svg+xml' });
  await open(browserOf, server.url('www.news.test', '/#top'));
  await expect.poll(() => server.served.length).toBe(5);
  await pollBodies(browserOf).toMatchObject({ down: server.down() });
});

for (const [how, script] of [
  ['written into', `blank.open(); blank.write('<img src="/r.png?size=9000">'); blank.close();`],
  ['put into', `const image = blank.createElement('img'); image.src = '/r.png?size=9000'; blank.body.append(image);`],
] as const)
  test(`what is ${how} a frame without an address is measured by that frame’s timeline`, async ({
    browserOf,
    server,
  }) => {
    const page = `${HEAD}<iframe></iframe><script>const blank = frames[0].document; ${script}</script>`;
    server.page('www.news.test', '/', page);
    await open(browserOf, server.url('www.news.test', '/'));
    await expect.poll(() => server.served.length).toBe(2);
    await pollBodies(browserOf).toMatchObject({ down: server.down() });
  });

test('what arrived before the network failed is measured, whatever length was declared', async ({
  browserOf,
  server,
}) => {
  server.page('www.news.test', '/', `${HEAD}<img src="/r.png?size=400000&length&hold">`);
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.news.test', '/'), { waitUntil: 'commit' });
  await expect.poll(() => server.served.length).toBe(2);
  server.breakOff();
  await page.waitForLoadState();
  await pollBodies(browserOf).toMatchObject({ down: server.down() });
});

test('a response that its page may not read is counted, since it arrived all the same', async ({
  browserOf,
  server,
}) => {
  const image = `//track.ads.test:${server.port}/r.html?size=9000&length`;
  server.page('www.news.test', '/', `${HEAD}<img src="${image}">`);
  await open(browserOf, server.url('www.news.test', '/'));
  const total = async () => (await browserOf.send<Report>({ type: 'report' })).total;
  await expect.poll(async () => (await total()).requests).toBe(2);
  expect((await total()).down).toBeGreaterThan(server.down());
  expect((await total()).high).toBeGreaterThan(server.down() + 10_000);
});

test('a PDF without a declared length, whose page’s timeline says 0 bytes, keeps its guess', async ({
  browserOf,
  server,
}) => {
  server.page('www.news.test', '/bill.pdf', `%PDF-1.4\n%${'9'.repeat(200_000)}`, { 'content-type': 'application/pdf' });
  server.page('www.news.test', '/', `${HEAD}<iframe src="/bill.pdf"></iframe>`);
  const page = await open(browserOf, server.url('www.news.test', '/'));
  // The page's report of the PDF arrives before its report of this.
  await page.evaluate(() => fetch('/r.txt?size=500').then((response) => response.text()));
  const fetched = async () => (await browserOf.flows()).filter(({ kind }) => kind === 'fetch');
  await expect.poll(async () => (await fetched()).reduce((sum, { body }) => sum + body.down, 0)).toBe(500);
  const { low, high, measured } = (await browserOf.send<Report>({ type: 'report' })).total;
  expect(low).toBeLessThan(server.down());
  expect(high).toBeGreaterThan(server.down());
  expect(measured).toBeLessThan(0.5);
});

test('a form’s response in a new tab is counted', async ({ browserOf, server }) => {
  const form = `<form method="post" target="_blank" action="/r.html?size=900"><input name="text"></form>`;
  server.page('www.news.test', '/', HEAD + form);
  const page = await open(browserOf, server.url('www.news.test', '/'));
  await page.fill('input', '旅行'.repeat(1000));
  await page.press('input', 'Enter');
  await expect.poll(() => server.served.some(({ up }) => up > 0)).toBe(true);
  const up = server.served.reduce((sum, one) => sum + one.up, 0);
  await pollBodies(browserOf).toMatchObject({ up });
});

test('the browser’s reports of policy violations are counted as uploads', async ({ browserOf, server }) => {
  const policy = `img-src 'self'; report-uri /r.json?size=100`;
  const images = `<img src="//a.cdn.test/1.png"><img src="//b.cdn.test/2.png">`;
  server.page('www.news.test', '/', HEAD + images, { 'content-security-policy': policy });
  await open(browserOf, server.url('www.news.test', '/'));
  // The policy forbids the icon as well.
  const reports = () => server.served.filter(({ method }) => method === 'POST');
  await expect.poll(() => reports().filter(({ up }) => up > 0).length).toBeGreaterThanOrEqual(2);
  await expect
    .poll(async () => (await bodiesOf(browserOf))?.up === reports().reduce((sum, { up }) => sum + up, 0))
    .toBe(true);
});

test('a prefetched page is counted once, on the site that prefetched it', async ({ browserOf, server }) => {
  const next = `//www.shop.test:${server.port}/r.html?size=30000&gzip`;
  const rules = JSON.stringify({ prefetch: [{ urls: [next], eagerness: 'immediate' }] });
  const html = `${HEAD}<a href="${next}">next</a><script type="speculationrules">${rules}</script>`;
  server.page('www.news.test', '/', html);
  const page = await open(browserOf, server.url('www.news.test', '/'));
  const requests = () => browserOf.send<Report>({ type: 'report' }).then(({ total }) => total.requests);
  await expect.poll(requests).toBe(2);
  await page.click('a');
  await page.waitForURL(/shop/);
  await pollBodies(browserOf).toMatchObject({ down: server.down('www.news.test') + server.served[1]!.down });
  // At most one more request, for the page's icon.
  await expect.poll(requests).toBe(server.served.length);
  expect(server.served.filter(({ path }) => path.startsWith('/r.html'))).toHaveLength(1);
});
