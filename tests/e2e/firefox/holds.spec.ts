import type { Hold } from '../../../src/core/contract.ts';
import { silence } from '../holds/silence.ts';
import { addStreamingPage } from '../holds/streaming-page.ts';
import { extensionUrl } from './fixture.ts';
import { expect, held, press, shows, test } from './hold-fixture.ts';

const PAUSED = { site: 'news.test', mode: 'paused' };
const WEEK = {
  id: 'week',
  name: 'Week',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: new Date(Date.now() - 50 * 3_600_000).toISOString(),
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [{ id: 'data', label: 'Data', bytes: 200e6, resets: { every: 'never' }, after: { kind: 'cut' } }],
};

test('the tap in the popup stops what streams within a second, and nothing more comes', async ({
  browserOf,
  streams,
}) => {
  const { firefox, send } = browserOf;
  const address = addStreamingPage(streams, 'news.test');
  const page = await firefox.newTab();
  await page.goto(address);
  await expect.poll(() => streams.asked.filter((one) => /drip|socket|film/.test(one)).length).toBeGreaterThanOrEqual(8);
  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  const popup = await firefox.newTab();
  await popup.goto(extensionUrl('popup.html'));
  const toggle = '[role="switch"][aria-label="Pause news.test"]';
  await popup.waitFor((query: string) => document.querySelector(query), [toggle]);
  await popup.evaluate((query: string) => document.querySelector<HTMLElement>(query)!.click(), toggle);
  const pressed = Date.now();
  await shows(page, held(address), 'news.test is paused');
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(1000);
  const after = streams.sent('news.test');
  expect(await silence(streams, 'news.test')).toBe(after);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [{ ...PAUSED, reason: 'user' }] });
});

test('a paused site costs nothing; it is let through as asked, to exactly that address and no other', async ({
  browserOf,
  streams,
}) => {
  const { firefox, send, stopBackground } = browserOf;
  const address = new URL(streams.url('www.news.test', "/story's?it's=1&z=%20|#part/2")).href;
  streams.page('www.news.test', "/story's", '<!doctype html><title>story</title>');
  const streaming = addStreamingPage(streams, 'news.test');
  streams.page('app.test', '/', `<!doctype html><iframe src="${streaming}"></iframe>`);
  await send({ type: 'hold.set', hold: PAUSED });
  await stopBackground();
  const page = await firefox.newTab();
  await page.setOut(address);
  await shows(page, held(address), 'news.test is paused');
  expect(streams.asked).toEqual([]);
  // Other sites may embed it, until the user says otherwise.
  const other = await firefox.newTab();
  await other.goto(streams.url('app.test', '/'));
  const streamed = () => streams.asked.filter((one) => /drip|socket|film/.test(one)).length;
  await expect.poll(streamed).toBeGreaterThanOrEqual(7);
  await send({ type: 'holds.adjust', site: 'news.test', plan: null, embeds: true });
  const pressed = Date.now();
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(1000);
  const after = streams.sent('news.test');
  expect(await silence(streams, 'news.test')).toBe(after);
  const asked = streams.asked.length;
  await other.goto(streams.url('app.test', '/?again'));
  expect(streams.asked.slice(asked).filter((one) => one.startsWith('www.news.test'))).toEqual([]);

  await press(page, 'Open this once');
  await shows(page, address, 'story');
  const second = await firefox.newTab();
  await second.setOut(address);
  await shows(second, held(address), 'news.test is paused');
  await press(second, 'For 15 minutes');
  await shows(second, address, 'story');
  await send({ type: 'hold.set', hold: PAUSED });
  await shows(second, held(address), 'news.test is paused');

  await send({ type: 'hold.set', hold: PAUSED });
  for (const wrong of [
    'javascript:alert(1)',
    'data:text/html,<h1>x</h1>',
    extensionUrl('dashboard.html'),
    'moz-extension://99999999-2222-4333-8444-555555555555/page.html',
    'file:///etc/passwd',
    'https://elsewhere.test/',
    'https://news.test@elsewhere.test/',
  ]) {
    await other.goto('about:blank');
    await other.setOut(held(wrong));
    await other.waitFor(() => document.querySelector('h1')?.textContent === 'Nothing is held here');
    expect(await send({ type: 'held.open', address: wrong, tab: 1, how: 'once' })).toHaveProperty('error');
  }
  await press(second, 'Resume');
  await shows(second, address, 'story');
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [] });
});

test('what workers of a paused site ask for costs nothing either', async ({ browserOf, streams }) => {
  const { firefox, send } = browserOf;
  streams.script(
    'www.news.test',
    '/sw.js',
    `addEventListener('install', () => skipWaiting()); addEventListener('activate', (e) => e.waitUntil(clients.claim()));
     addEventListener('fetch', (e) => { if (e.request.mode === 'navigate') e.respondWith(new Response('<title>shell</title><script>fetch("/from-shell")</script>', { headers: { 'content-type': 'text/html' } })); });
     const ask = () => fetch('/from-worker?' + Math.random()).then(ask, () => setTimeout(ask, 50)); ask();`,
  );
  streams.page('www.news.test', '/', '<!doctype html><title>start</title>');
  const address = streams.url('www.news.test', '/');
  const page = await firefox.newTab();
  await page.goto(address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
  await page.goto(`${address}?shell`);
  await page.waitFor(() => document.title === 'shell');
  await send({ type: 'hold.set', hold: PAUSED });
  await shows(page, held(`${address}?shell`), 'news.test is paused');
  expect(await silence(streams, 'news.test')).toBe(streams.sent('news.test'));
  const asked = streams.asked.length;
  await page.goto(streams.url('app.test', '/none'));
  await page.setOut(`${address}?again`);
  await shows(page, held(`${address}?again`), 'news.test is paused');
  expect(streams.asked.slice(asked).filter((one) => one.startsWith('www.news.test'))).toEqual([]);
});

test.describe('over a restart', () => {
  test.use({ lasting: true });

  test('holds outlive the browser; what ended meanwhile is released at the start', async ({ browserOf, streams }) => {
    streams.page('www.news.test', '/', '<!doctype html><title>news</title>');
    streams.page('www.app.test', '/', '<!doctype html><title>app</title>');
    const until = new Date(Date.now() + 4000).toISOString();
    await browserOf.send({ type: 'hold.set', hold: PAUSED });
    await browserOf.send({ type: 'hold.set', hold: { site: 'app.test', mode: 'paused', until } });
    const [news, app] = [streams.url('www.news.test', '/'), streams.url('www.app.test', '/')];
    const again = await browserOf.restart(() => expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(until)));
    const tab = await again.firefox.newTab();
    await tab.setOut(news);
    await shows(tab, held(news), 'news.test is paused');
    await tab.goto(app);
    expect(streams.asked.filter((one) => one.startsWith('www.news.test'))).toEqual([]);
    const { holds } = await again.send<{ holds: Hold[] }>({ type: 'hold.list' });
    expect(holds.map(({ site }) => site)).toEqual(['news.test']);
  });
});

test('a lean site loads without films and fonts, and says so to its servers', async ({ browserOf, streams }) => {
  const { firefox, send } = browserOf;
  streams.page(
    'www.news.test',
    '/',
    `<!doctype html><title>news</title><link rel="prefetch" href="/ahead">
    <style>@font-face { font-family: f; src: url(/size?bytes=5000&type=font/woff2); } p { font-family: f; }</style><p>text</p>
    <video src="/film" autoplay muted></video><img src="/size?bytes=100&type=image/png">
    <script>
      const film = document.createElement('video');
      const source = new MediaSource();
      film.src = URL.createObjectURL(source);
      source.onsourceended = source.onsourceclose = () => fetch('/no-film');
      document.body.append(film);
    </script>`,
  );
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'lean' } });
  const page = await firefox.newTab();
  await page.goto(streams.url('www.news.test', '/'));
  const askedFor = (path: string) => streams.asked.filter((one) => one.includes(path)).length;
  await expect.poll(() => askedFor('/no-film')).toBe(1);
  for (const path of ['/film', '/ahead', 'font']) expect(askedFor(path), path).toBe(0);
  expect(askedFor('image')).toBeGreaterThan(0);
  expect(streams.savingAsked).toBeGreaterThan(2);
});

test('a capped site is paused when its day is used up; five more minutes once', async ({ browserOf, streams }) => {
  const { firefox, send } = browserOf;
  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'capped', bytesPerDay: 1_000_000 } });
  const page = await firefox.newTab();
  await page.goto(streams.url('www.news.test', '/size?bytes=900000'));
  const address = streams.url('www.news.test', '/size?bytes=200000');
  await page.setOut(address);
  await shows(page, held(address), 'news.test is paused for today');
  await press(page, 'Five more minutes');
  await page.waitFor((to: string) => location.href === to, [address]);
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'capped', bytesPerDay: 1_000_000 } });
  await shows(page, held(address), 'news.test is paused for today');
  await page.waitFor(() => document.querySelector<HTMLButtonElement>('.way')?.disabled);
});

test.describe('where browsers ask', () => {
  // Driven by a test, Firefox lets every page be left unasked, unless it is told not to.
  test.use({ prefs: { 'dom.disable_beforeunload': false, 'dom.require_user_interaction_for_beforeunload': false } });

  test('a page that asks whether to leave is stopped unasked', async ({ browserOf, streams }) => {
    const { firefox, send } = browserOf;
    const address = addStreamingPage(streams, 'news.test');
    const page = await firefox.newTab();
    await page.goto(address);
    await page.evaluate(() => {
      addEventListener('beforeunload', (event) => event.preventDefault());
      onbeforeunload = () => 'stay';
    });
    await send({ type: 'hold.set', hold: PAUSED });
    await shows(page, held(address), 'news.test is paused');
  });
});
