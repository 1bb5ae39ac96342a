import { expect, goto, held, test } from './hold-fixture.ts';
import type { Hold } from '../../../src/core/contract.ts';
import { canLoad } from '../holds/can-load.ts';
import { silence } from '../holds/silence.ts';
import { addStreamingPage } from '../holds/streaming-page.ts';
import { weekPlan } from '../support/week-plan.ts';
import { tabTo } from './tab-to.ts';

const PAUSED = { site: 'news.test', mode: 'paused' };

test('pausing in the popup stops what streams within a second, and nothing more comes', async ({
  browserOf,
  streams,
}) => {
  const { context, extensionId, send } = browserOf;
  const address = addStreamingPage(streams, 'news.test');
  const page = await context.newPage();
  await page.goto(address);
  await expect.poll(() => streams.asked.filter((one) => /drip|socket|film/.test(one)).length).toBeGreaterThanOrEqual(8);
  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  const toggle = popup.getByRole('switch', { name: 'Pause news.test' });
  await tabTo(popup, toggle);
  await popup.keyboard.press('Space');
  const pressed = Date.now();
  await expect(toggle).toBeChecked();
  await expect(toggle).toBeFocused();
  await expect(page).toHaveURL((url) => url.href === held(browserOf, address));
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(1000);
  const after = streams.sent('news.test');
  expect(await silence(streams, 'news.test')).toBe(after);
  await expect(page.getByRole('heading', { name: 'news.test is paused' })).toBeFocused();
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [{ ...PAUSED, reason: 'user' }] });
});

test('a paused site costs nothing however it is requested, and other sites may still embed it', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  const address = streams.url('www.news.test', "/a'b?q=1&z=%20|#frag/1");
  streams.page('www.news.test', '/frame', '<!doctype html><img src="/picture">');
  streams.page('app.test', '/', `<!doctype html><iframe src="${streams.url('www.news.test', '/frame')}"></iframe>`);
  await send({ type: 'hold.set', hold: PAUSED });
  const page = await context.newPage();
  await goto(page, address);
  expect(page.url()).toBe(held(browserOf, address));
  expect(streams.asked).toEqual([]);
  await page.goto(streams.url('app.test', '/'));
  await expect.poll(() => streams.asked.includes('www.news.test/picture')).toBe(true);
  // What it streams there stops as well, once the user asks for that.
  addStreamingPage(streams, 'news.test');
  streams.page('app.test', '/live', `<!doctype html><iframe src="${streams.url('www.news.test', '/live')}"></iframe>`);
  await page.goto(streams.url('app.test', '/live'));
  await expect.poll(() => streams.asked.filter((one) => /drip|socket|film/.test(one)).length).toBeGreaterThanOrEqual(7);
  await send({ type: 'holds.adjust', site: 'news.test', plan: null, embeds: true });
  const pressed = Date.now();
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(1000);
  const after = streams.sent('news.test');
  expect(await silence(streams, 'news.test')).toBe(after);
  expect(page.url()).toBe(streams.url('app.test', '/live'));
  const report = await send<{ sites: { site: string }[] }>({ type: 'report' });
  expect(report.sites.map(({ site }) => site)).not.toContain('news.test');
});

test('a window that a page of the site opened without an address stops as well, one opened by another site does not', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  const open = async (site: string) => {
    streams.page(`www.${site}`, '/', '<!doctype html>');
    const page = await context.newPage();
    await page.goto(streams.url(`www.${site}`, '/'));
    const child = context.waitForEvent('page');
    await page.evaluate(() => {
      const { document } = window.open('about:blank')!;
      document.write(`<p>a film</p><script>
        fetch(opener.location.origin + '/drip').then(async (r) => { const p = r.body.getReader(); while (!(await p.read()).done); });
      </${'script'}>`);
    });
    await expect.poll(() => streams.asked).toContain(`www.${site}/drip`);
    return child;
  };
  const [held, other] = [await open('news.test'), await open('app.test')];
  await send({ type: 'hold.set', hold: PAUSED });
  const pressed = Date.now();
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(1000);
  const after = streams.sent('news.test');
  expect(await silence(streams, 'news.test')).toBe(after);
  await expect(held.getByText('a film')).toHaveCount(0);
  await expect(other.getByText('a film')).toBeVisible();
});

test('open once, in that tab only; fifteen minutes in all tabs; resume, at exactly the address requested', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  streams.page('app.test', '/', '<!doctype html>');
  streams.page('www.news.test', "/story's", '<!doctype html><title>story</title>');
  const address = new URL(streams.url('www.news.test', "/story's?it's=1#part/2")).href;
  await send({ type: 'hold.set', hold: PAUSED });
  const [first, second] = [await context.newPage(), await context.newPage()];
  await goto(first, address);
  await first.getByRole('button', { name: 'Open this once' }).click();
  await expect(first).toHaveURL((url) => url.href === address);
  await expect(first).toHaveTitle('story');
  await goto(second, address);
  expect(second.url()).toBe(held(browserOf, address));
  // Leaving the site ends the permission.
  await first.goto(streams.url('app.test', '/'));
  await goto(first, address);
  expect(first.url()).toBe(held(browserOf, address));
  await second.keyboard.press('2');
  await expect(second).toHaveURL((url) => url.href === address);
  await first.reload();
  await first.getByRole('button', { name: 'Open it' }).click();
  await expect(first).toHaveURL((url) => url.href === address);
  await send({ type: 'hold.set', hold: PAUSED });
  await expect(first).toHaveURL((url) => url.href === held(browserOf, address));
  await first.getByRole('button', { name: 'Resume' }).click();
  await expect(first).toHaveURL((url) => url.href === address);
  expect(await send({ type: 'hold.list' })).toEqual({ holds: [] });
});

test('a page that would lose typed text stays open, without a prompt and loading nothing, until its site is released', async ({
  browserOf,
  streams,
}) => {
  const { context, send, worker } = browserOf;
  const address = addStreamingPage(streams, 'news.test');
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.goto(address);
  for (const path of ['/drip', '/socket'])
    await expect.poll(() => streams.asked.some((one) => one.startsWith(`worker.news.test${path}`))).toBe(true);
  // Browsers ask whether to leave only where the user has interacted with the page.
  await page.locator('video').click();
  await page.evaluate(() => {
    addEventListener('beforeunload', (event) => event.preventDefault());
    onbeforeunload = () => 'stay';
  });
  const load = () => canLoad(page);
  const notifications = () =>
    worker.evaluate(
      () => new Promise<string[]>((done) => chrome.notifications.getAll((all) => done(Object.keys(all)))),
    );
  await send({ type: 'hold.set', hold: PAUSED });
  await silence(streams, 'news.test');
  await expect.poll(notifications).toContainEqual(expect.stringContaining('"kept"'));
  expect(await load()).toBe(false);
  expect(page.url()).toBe(address);
  expect(asked).toEqual([]);
  await send({ type: 'hold.clear', site: 'news.test' });
  await expect.poll(load).toBe(true);
});

test('a page loaded from a service worker’s cache, or by going back, is held too', async ({ browserOf, server }) => {
  const { context, send } = browserOf;
  const page = await context.newPage();
  server.page('www.news.test', '/', '<!doctype html><title>start</title>');
  server.page(
    'www.news.test',
    '/sw.js',
    `void fetch('/r.bin?size=2000&hold'); addEventListener('install', (e) => skipWaiting()); addEventListener('activate', (e) => e.waitUntil(clients.claim()));
     addEventListener('fetch', (e) => { if (e.request.mode === 'navigate') e.respondWith(new Response('<title>shell</title>', { headers: { 'content-type': 'text/html' } })); });`,
    { 'content-type': 'text/javascript' },
  );
  const address = server.url('www.news.test', '/');
  await page.goto(address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
  await page.goto(address);
  await expect(page).toHaveTitle('shell');
  const served = server.served.length;
  await send({ type: 'hold.set', hold: PAUSED });
  await expect(page).toHaveURL((url) => url.href === held(browserOf, address));
  // Only the browser can end what the service worker had started: the page says so.
  await expect(page.getByText('What its service worker had begun goes on')).toBeVisible();
  await page.goto(server.url('www.app.test', '/r.txt?size=10'));
  await goto(page, address);
  await expect(page).toHaveURL((url) => url.href === held(browserOf, address));
  expect(server.served.slice(served).filter(({ host }) => host === 'www.news.test')).toEqual([]);
});

test('holds survive a stop of the worker and of the browser; those that expired meanwhile are released at start-up', async ({
  browserOf,
  streams,
}) => {
  streams.page('www.news.test', '/', '<!doctype html><title>news</title>');
  streams.page('www.app.test', '/', '<!doctype html><title>app</title>');
  const until = new Date(Date.now() + 4000).toISOString();
  await browserOf.send({ type: 'hold.set', hold: PAUSED });
  await browserOf.send({ type: 'hold.set', hold: { site: 'app.test', mode: 'paused', until } });
  const state = await browserOf.stopWorker();
  const page = await browserOf.context.newPage();
  await goto(page, streams.url('www.news.test', '/'));
  expect(page.url()).toContain('held.html#');
  await state.close();
  const again = await browserOf.restart();
  await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(until));
  const third = await again.restart();
  const tab = await third.context.newPage();
  await goto(tab, streams.url('www.news.test', '/'));
  expect(tab.url()).toContain('held.html#');
  await goto(tab, streams.url('www.app.test', '/'));
  await expect(tab).toHaveTitle('app');
  expect(streams.asked.filter((one) => one.startsWith('www.news.test'))).toEqual([]);
});

test('the held page leads only to addresses that are held', async ({ browserOf, streams }) => {
  const { context, send, extensionId } = browserOf;
  await send({ type: 'hold.set', hold: PAUSED });
  const page = await context.newPage();
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,<h1>x</h1>',
    `chrome-extension://${extensionId}/dashboard.html`,
    'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/page.html',
    'file:///etc/passwd',
    'https://elsewhere.test/',
    'https://news.test.elsewhere.test/',
    'https://news.test@elsewhere.test/',
    '',
  ]) {
    await page.goto('about:blank');
    await page.goto(held(browserOf, address));
    await expect(page.getByRole('heading', { name: 'Nothing is held here' }), address).toBeVisible();
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Go back']);
    await page.keyboard.press('1');
    expect(await send({ type: 'held.open', address, tab: 1, how: 'once' })).toHaveProperty('error');
  }
  expect(streams.asked).toEqual([]);
  // Nor can a web page detect the held page, or frame it.
  const web = await context.newPage();
  streams.page('app.test', '/', '<!doctype html>');
  await web.goto(streams.url('app.test', '/'));
  const seen = await web.evaluate(async (url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    return fetch(url).then(
      () => 'seen',
      () => 'refused',
    );
  }, `chrome-extension://${extensionId}/held.html`);
  expect(seen).toBe('refused');
});

test('two windows that act at once leave one consistent state', async ({ browserOf }) => {
  const { context, extensionId, send } = browserOf;
  const windows = await Promise.all(
    [0, 1].map(async () => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/manifest.json`);
      return page;
    }),
  );
  await Promise.all(
    windows.map((page, window) =>
      page.evaluate(async (own) => {
        const one = (message: object) => chrome.runtime.sendMessage(message);
        const shared = own === 0 ? { site: 'both.test', mode: 'paused' } : { site: 'both.test', mode: 'lean' };
        await Promise.all([
          ...Array.from({ length: 20 }, (_, n) =>
            one({ type: 'hold.set', hold: { site: `w${own}n${n}.test`, mode: 'paused' } }),
          ),
          one({ type: 'hold.set', hold: shared }),
          ...Array.from({ length: 10 }, (_, n) => one({ type: 'hold.clear', site: `w${own}n${n}.test` })),
        ]);
      }, window),
    ),
  );
  const { holds } = await send<{ holds: Hold[] }>({ type: 'hold.list' });
  expect(holds).toHaveLength(21);
  const rules = () => browserOf.worker.evaluate(() => chrome.declarativeNetRequest.getDynamicRules());
  const paused = holds.filter(({ mode }) => mode === 'paused').map(({ site }) => site);
  const held = async () => (await rules()).find(({ id }) => id === 1)?.condition.requestDomains;
  await expect.poll(held).toEqual(paused.sort());
  // The other rules are left alone.
  const packaged = await browserOf.worker.evaluate(() => chrome.declarativeNetRequest.getEnabledRulesets());
  expect(packaged).toEqual(['precision']);
});

const WEEK = weekPlan({ hoursAgo: 50, bytes: 200e6 });
