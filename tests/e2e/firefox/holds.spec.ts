import type { Browser } from 'webextension-polyfill';
import type { Hold } from '../../../src/core/contract.ts';
import type { HoldsView } from '../../../src/core/holds-view.ts';
import { canLoad } from '../holds/can-load.ts';
import { silence } from '../holds/silence.ts';
import { addStreamingPage } from '../holds/streaming-page.ts';
import { KEY } from './bidi.ts';
import { extensionUrl } from './fixture.ts';
import { expect, held, press, shows, test } from './hold-fixture.ts';
import { weekPlan } from '../support/week-plan.ts';

test.describe.configure({ mode: 'parallel' }); // each has its own browser

const PAUSED = { site: 'news.test', mode: 'paused' };
const WEEK = weekPlan({ hoursAgo: 50, bytes: 200e6 });

test('pausing in the popup, by keyboard, stops what streams within a second; the held page resumes by keyboard', async ({
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
  await popup.tabTo(toggle);
  await popup.key(' ');
  const pressed = Date.now();
  await shows(page, held(address), 'news.test is paused');
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(1000);
  const after = streams.sent('news.test');
  expect(await silence(streams, 'news.test')).toBe(after);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [{ ...PAUSED, reason: 'user' }] });
  expect(await popup.evaluate((query: string) => document.activeElement?.matches(query), toggle)).toBe(true);
  await page.show();
  const buttons = await page.evaluate(() => [...document.querySelectorAll('button')].map((one) => one.innerText));
  expect(buttons.length).toBeGreaterThan(4);
  // By position: the cost per minute in the label may still change while more is counted.
  const focused = () =>
    page.evaluate(() => [...document.querySelectorAll('button')].findIndex((one) => one === document.activeElement));
  // Enter pressed by habit opens nothing.
  await page.key(KEY.enter);
  for (const [place, button] of buttons.entries()) {
    await page.key(KEY.tab);
    expect(await focused()).toBe(place);
    if (button.startsWith('Resume')) break;
  }
  await page.key(KEY.enter);
  await shows(page, address, 'live');
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [] });
});

test('a paused site costs nothing; it opens in the way the user chose, at exactly that address and no other', async ({
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
  await page.startNavigation(address);
  await shows(page, held(address), 'news.test is paused');
  expect(streams.asked).toEqual([]);
  // Other sites may embed it, unless the user forbids that.
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
  await second.startNavigation(address);
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
    await other.startNavigation(held(wrong));
    await other.waitFor(() => document.querySelector('h1')?.textContent === 'Nothing is held here');
    expect(await send({ type: 'held.open', address: wrong, tab: 1, how: 'once' })).toHaveProperty('error');
  }
  await press(second, 'Resume');
  await shows(second, address, 'story');
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [] });
});

test('requests of a paused site’s workers cost nothing either', async ({ browserOf, streams }) => {
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
  await page.startNavigation(`${address}?again`);
  await shows(page, held(`${address}?again`), 'news.test is paused');
  expect(streams.asked.slice(asked).filter((one) => one.startsWith('www.news.test'))).toEqual([]);
});

test.describe('over a restart', () => {
  test.use({ lasting: true });

  test('holds survive a restart of the browser; those that expired meanwhile are released at start-up', async ({
    browserOf,
    streams,
  }) => {
    streams.page('www.news.test', '/', '<!doctype html><title>news</title>');
    streams.page('www.app.test', '/', '<!doctype html><title>app</title>');
    const until = new Date(Date.now() + 4000).toISOString();
    await browserOf.send({ type: 'hold.set', hold: PAUSED });
    await browserOf.send({ type: 'hold.set', hold: { site: 'app.test', mode: 'paused', until } });
    const [news, app] = [streams.url('www.news.test', '/'), streams.url('www.app.test', '/')];
    const again = await browserOf.restart(() => expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(until)));
    const tab = await again.firefox.newTab();
    await tab.startNavigation(news);
    await shows(tab, held(news), 'news.test is paused');
    await tab.goto(app);
    expect(streams.asked.filter((one) => one.startsWith('www.news.test'))).toEqual([]);
    const { holds } = await again.send<{ holds: Hold[] }>({ type: 'hold.list' });
    expect(holds.map(({ site }) => site)).toEqual(['news.test']);
  });
});

test('a lean site loads without films, fonts and large images; a capped one until its day is used up; the guard asks about large files', async ({
  browserOf,
  streams,
}) => {
  const { firefox, send, stopBackground } = browserOf;
  streams.page(
    'www.news.test',
    '/',
    `<!doctype html><title>news</title><link rel="prefetch" href="/ahead">
    <style>@font-face { font-family: f; src: url(/size?bytes=5000&type=font/woff2); } p { font-family: f; }</style><p>text</p>
    <video src="/film" autoplay muted></video><img src="/size?bytes=100000&type=image/png">
    <a href="/elsewhere"><img id="held" src="/size?bytes=100001&type=image/png"></a>
    <script>
      const film = document.createElement('video');
      const source = new MediaSource();
      film.src = URL.createObjectURL(source);
      source.onsourceended = source.onsourceclose = () => fetch('/no-film');
      document.body.append(film);
    </script>`,
  );
  const askedFor = (path: string) => streams.asked.filter((one) => one.includes(path)).length;
  const news = streams.url('www.news.test', '/');
  const page = await firefox.newTab();
  await send({ type: 'hold.set', hold: PAUSED });
  await page.startNavigation(news);
  await shows(page, held(news), 'news.test is paused');
  await press(page, 'Lean instead');
  await shows(page, news, 'news');
  await expect.poll(() => askedFor('/no-film')).toBe(1);
  for (const path of ['/film', '/ahead', 'font']) expect(askedFor(path), path).toBe(0);
  expect(streams.savingAsked).toBeGreaterThan(2);
  const widths = () => page.evaluate(() => [...document.images].map(({ naturalWidth }) => naturalWidth));
  await page.waitFor(() => document.querySelector('#held')!.getAttribute('title') === 'Held: press to load it');
  await expect.poll(widths).toEqual([1, 0]);
  await page.press('#held');
  await expect.poll(widths).toEqual([1, 1]);
  expect(askedFor('/elsewhere')).toBe(0);
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [{ site: 'news.test', mode: 'lean', reason: 'user' }] });

  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  const capped = { type: 'hold.set', hold: { site: 'app.test', mode: 'capped', bytesPerDay: 1_000_000 } };
  await send(capped);
  await page.goto(streams.url('www.app.test', '/size?bytes=900000'));
  const address = streams.url('www.app.test', '/size?bytes=200000');
  await page.startNavigation(address);
  await shows(page, held(address), 'app.test is paused for today');
  await press(page, 'Five more minutes');
  await page.waitFor((to: string) => location.href === to, [address]);
  await send(capped);
  await shows(page, held(address), 'app.test is paused for today');
  await page.waitFor(() => document.querySelector<HTMLButtonElement>('.way')?.disabled);

  streams.page('shop.test', '/', '<!doctype html><title>shop</title>');
  await send({ type: 'holds.settings', guard: { on: true, bytes: 2_000_000, always: [] } });
  await page.goto(streams.url('shop.test', '/'));
  const load = (bytes: number) =>
    page.evaluate(
      (path: string) =>
        fetch(path).then(
          async (r) => (await r.text()).length,
          () => null,
        ),
      `/size?bytes=${bytes}`,
    );
  await expect.poll(() => load(2_000_001)).toBeNull();
  expect(await load(2_000_000)).toBe(2_000_000);
  const large = async () => (await send<HoldsView>({ type: 'holds.view' })).large;
  await expect.poll(large).toMatchObject([{ site: 'shop.test', bytes: 2_000_001, isInside: true }]);
  const file = streams.url('app.test', '/size?bytes=3000000');
  await send({ type: 'hold.clear', site: 'app.test' });
  await page.goto('about:blank');
  // It is woken only by events that it has listened to since its start.
  await stopBackground();
  await send({ type: 'holds.view' });
  await stopBackground();
  await page.startNavigation(file);
  await shows(page, held(file), 'app.test sends a large file');
  await press(page, 'Always for this site');
  await page.waitFor((to: string) => location.href === to, [file]);
});

test('triggers: by the hour, by what is left, and for hidden tabs; holds end with their reason', async ({
  browserOf,
  streams,
}) => {
  const { firefox, panel, send } = browserOf;
  const page = await firefox.newTab();
  const askedFor = (path: string) => streams.asked.filter((one) => one.includes(path)).length;
  const rules = () =>
    panel.evaluate(async () => {
      const { declarativeNetRequest } = (globalThis as unknown as { browser: Browser }).browser;
      return (await declarativeNetRequest.getDynamicRules()).length;
    });
  streams.page('app.test', '/', '<!doctype html><title>app</title>');
  streams.page(
    'news.test',
    '/films',
    `<!doctype html><title>films</title><video src="/film?seen" autoplay muted onerror="fetch('/no-film')"></video>
    <img src="/picture">`,
  );
  const [films, app] = [streams.url('news.test', '/films'), streams.url('app.test', '/')];
  const applyReading = (used: number) => {
    const reading = { asOf: new Date().toISOString(), used, unit: null, scope: 'general', source: 'manual' };
    return send({ type: 'reading.apply', reading });
  };
  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  const { settings } = await send<HoldsView>({ type: 'holds.view' });
  const arm = (kind: string | null, does = '') => {
    const hours = { from: '00:00', to: '00:00', does };
    const triggers = settings.triggers.map((one) => ({
      ...one,
      on: one.kind === kind,
      ...(one.kind === 'hours' && kind === 'hours' && hours),
    }));
    return send({ type: 'holds.settings', triggers });
  };
  const expectFilm = async (load: () => Promise<void>) => {
    const before = askedFor('/film?');
    await load();
    await expect.poll(() => askedFor('/film?')).toBeGreaterThan(before);
  };
  const expectNoFilm = async (load: () => Promise<void>) => {
    const before = [askedFor('/no-film'), askedFor('/film?')] as const;
    await load();
    await expect.poll(() => askedFor('/no-film')).toBeGreaterThan(before[0]);
    expect(askedFor('/film?')).toBe(before[1]);
  };
  await send({ type: 'holds.settings', allowList: { plan: 'week', on: false, sites: ['news.test'] } });
  await arm('hours', 'allow-list');
  await page.goto(films);
  await expect.poll(() => askedFor('/picture')).toBeGreaterThan(0);
  await page.startNavigation(app);
  await shows(page, held(app), 'app.test is not on the list');
  expect(askedFor('app.test')).toBe(0);
  await press(page, 'Put it on the list');
  await shows(page, app, 'app');

  await arm('hours', 'lean');
  await expectNoFilm(() => page.goto(films));
  await arm(null);
  await expectFilm(() => page.goto(`${films}?full`));

  await applyReading(170e6);
  const popup = await firefox.newTab();
  await popup.goto(extensionUrl('popup.html'));
  await popup.waitFor(() => [...document.querySelectorAll('button')].some((one) => one.innerText.includes('Go lean')));
  await press(popup, 'Go lean');
  await expect.poll(rules).toBeGreaterThan(0);
  await expectNoFilm(() => page.goto(films));
  await applyReading(20e6);
  await expect.poll(rules).toBe(0);
  await expectFilm(() => page.goto(`${films}?full`));

  const live = addStreamingPage(streams, 'shop.test');
  await page.goto(live);
  await expect.poll(() => askedFor('/drip')).toBeGreaterThanOrEqual(4);
  await expect.poll(() => askedFor('/socket')).toBeGreaterThanOrEqual(3);
  await arm('background');
  const byWorker = () => askedFor('worker.shop.test');
  const before = byWorker();
  expect(before).toBe(2);
  await popup.show();
  const hidden = Date.now();
  await expect.poll(() => Date.now() - hidden).toBeGreaterThan(1000);
  const after = streams.sent('shop.test');
  expect(await silence(streams, 'shop.test')).toBe(after);
  const load = () => canLoad(page);
  expect(await load()).toBe(false);
  // Its workers were ended: the page is reloaded.
  await page.show();
  await expect.poll(byWorker).toBe(2 * before);
  await expect.poll(load).toBe(true);
});

test.describe('where browsers ask whether to leave', () => {
  // Under automation Firefox leaves every page without a prompt unless told otherwise.
  test.use({ prefs: { 'dom.disable_beforeunload': false, 'dom.require_user_interaction_for_beforeunload': false } });

  test('a page that would lose typed text stays open, without a prompt and loading nothing, until its site is released', async ({
    browserOf,
    streams,
  }) => {
    const { firefox, send } = browserOf;
    const address = addStreamingPage(streams, 'news.test');
    const page = await firefox.newTab();
    await page.goto(address);
    for (const path of ['/drip', '/socket'])
      await expect.poll(() => streams.asked.some((one) => one.startsWith(`worker.news.test${path}`))).toBe(true);
    await page.evaluate(() => {
      addEventListener('beforeunload', (event) => event.preventDefault());
      onbeforeunload = () => 'stay';
    });
    const load = () => canLoad(page);
    await send({ type: 'hold.set', hold: PAUSED });
    await silence(streams, 'news.test');
    await expect.poll(load).toBe(false);
    expect(await page.evaluate(() => location.href)).toBe(address);
    await send({ type: 'hold.clear', site: 'news.test' });
    await expect.poll(load).toBe(true);
  });
});
