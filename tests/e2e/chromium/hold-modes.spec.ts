import type { Locator, Page } from '@playwright/test';
import type { Hold } from '../../../src/core/contract.ts';
import type { HoldsView } from '../../../src/core/holds-view.ts';
import type { StreamServer } from '../holds/stream-server.ts';
import { silence } from '../holds/silence.ts';
import { addStreamingPage, streamingWorker } from '../holds/streaming-page.ts';
import { expect, goto, held, test } from './hold-fixture.ts';
import type { Browser } from './fixture.ts';
import { weekPlan } from '../support/week-plan.ts';
import { tabTo } from './tab-to.ts';
import { findings } from './findings.ts';

const planOf = (bytes: number) => weekPlan({ hoursAgo: 50, bytes });

async function usePlan({ send }: Browser, bytes: number): Promise<void> {
  await send({ type: 'plan.save', plan: planOf(bytes) });
  await send({ type: 'plan.activate', id: 'week' });
}

/** Moves the focus with Tab (or `way`) to the control, then presses `key`. */
async function press(page: Page, target: Locator, key: string, way?: 'Shift+Tab'): Promise<void> {
  await expect(target).toBeVisible();
  await tabTo(page, target, way);
  await page.keyboard.press(key);
}

const askedFor = (streams: StreamServer, path: string) => streams.asked.filter((one) => one.includes(path)).length;

test('a lean site loads without films, fonts and large images, and its requests say Save-Data', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  streams.page(
    'www.news.test',
    '/',
    `<!doctype html><title>news</title><link rel="prefetch" href="/ahead">
    <style>@font-face { font-family: f; src: url(/size?bytes=5000&type=font/woff2); } p { font-family: f; }</style><p>text</p>
    <video src="/film" autoplay muted></video>
    <img src="/size?bytes=100000&type=image/png"><a href="/elsewhere"><img id="held" src="/size?bytes=100001&type=image/png"></a>
    <script>
      const film = document.createElement('video');
      const source = new MediaSource();
      film.src = URL.createObjectURL(source);
      film.onerror = () => fetch('/no-film');
      source.onsourceopen = () => fetch('/film-opens');
      document.body.append(film);
    </script>`,
  );
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'lean' } });
  const page = await context.newPage();
  await page.goto(streams.url('www.news.test', '/'));
  await expect.poll(() => askedFor(streams, '/no-film')).toBe(1);
  await expect.poll(() => askedFor(streams, 'bytes=100001')).toBe(1);
  expect(askedFor(streams, '/film')).toBe(0);
  expect(askedFor(streams, '/film-opens')).toBe(0);
  expect(askedFor(streams, '/ahead')).toBe(0);
  expect(askedFor(streams, 'font')).toBe(0);
  expect(streams.savingAsked).toBeGreaterThan(2);
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => [entry.name.replace(/.*\?/, ''), (entry as PerformanceResourceTiming).encodedBodySize]),
  );
  expect(sizes).toContainEqual(['bytes=100000&type=image/png', 100_000]);
  expect(sizes).not.toContainEqual(['bytes=100001&type=image/png', 100_001]);
  // Pressing a held image loads it, and nothing else.
  await page.getByTitle('Held: press to load it').click();
  await expect.poll(() => page.evaluate(() => document.querySelector<HTMLImageElement>('#held')!.naturalWidth)).toBe(1);
  await expect(page.getByTitle('Held: press to load it')).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector('#held')!.getAttributeNames())).toEqual(['id', 'src']);
  expect(askedFor(streams, '/elsewhere')).toBe(0);
});

test('a capped site is paused once its day is used up; five more minutes can be had once', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  await usePlan(browserOf, 1e9);
  const address = streams.url('www.news.test', '/size?bytes=900000');
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'capped', bytesPerDay: 1_000_000 } });
  const page = await context.newPage();
  await page.goto(address);
  expect(page.url()).toBe(address);
  await expect
    .poll(() =>
      browserOf.worker.evaluate(
        () => new Promise((done) => chrome.notifications.getAll((all) => done(Object.keys(all)))),
      ),
    )
    .toEqual([expect.stringContaining('cap-near')]);
  await page.goto(streams.url('www.news.test', '/size?bytes=200000'));
  await expect(page.getByRole('heading', { name: 'news.test is paused for today' })).toBeVisible();
  await page.getByRole('button', { name: 'Five more minutes' }).click();
  await expect(page).toHaveURL(streams.url('www.news.test', '/size?bytes=200000'));
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'capped', bytesPerDay: 1_000_000 } });
  await expect(page.getByRole('button', { name: 'Five more minutes' })).toBeDisabled();
});

test('with an allow-list only its sites load; the list does not apply on Wi-Fi or with other plans', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  await usePlan(browserOf, 1e9);
  for (const site of ['news.test', 'app.test'])
    streams.page(
      site,
      '/',
      `<!doctype html><title>${site}</title><img src="${streams.url('cdn.test', `/for-${site}`)}">`,
    );
  await send({ type: 'holds.settings', allowList: { plan: 'week', on: false, sites: ['news.test'] } });
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${browserOf.extensionId}/popup.html`);
  const only = popup.getByRole('switch', { name: 'Only chosen' });
  await only.click();
  await expect(only).toBeChecked();
  await expect.poll(async () => (await send<HoldsView>({ type: 'holds.view' })).settings.allowLists[0]!.on).toBe(true);
  const page = await context.newPage();
  await page.goto(streams.url('news.test', '/'));
  await expect.poll(() => askedFor(streams, 'for-news.test')).toBe(1);
  await goto(page, streams.url('app.test', '/'));
  await expect(page.getByRole('heading', { name: 'app.test is not on the list' })).toBeVisible();
  expect(askedFor(streams, 'app.test')).toBe(0);
  await send({ type: 'metering.set', metered: false });
  await page.goto(streams.url('app.test', '/'));
  await expect(page).toHaveTitle('app.test');
  await send({ type: 'metering.set', metered: true });
  await expect(page).toHaveURL(held(browserOf, streams.url('app.test', '/')));
  await page.getByRole('button', { name: 'Put it on the list' }).click();
  await expect(page).toHaveTitle('app.test');
});

test('the guard asks about responses one byte over its limit, and not about smaller ones', async ({
  browserOf,
  streams,
}) => {
  const { context, send } = browserOf;
  await send({ type: 'holds.settings', guard: { on: true, bytes: 2_000_000, always: [] } });
  streams.page('news.test', '/', '<!doctype html><title>news</title>');
  const page = await context.newPage();
  await page.goto(streams.url('news.test', '/'));
  const load = (bytes: number) =>
    page.evaluate(
      async (path) =>
        fetch(path).then(
          async (r) => (await r.text()).length,
          () => null,
        ),
      `/size?bytes=${bytes}`,
    );
  expect(await load(2_000_000)).toBe(2_000_000);
  expect(await load(2_000_001)).toBeNull();
  const waiting = async () => (await send<HoldsView>({ type: 'holds.view' })).large;
  await expect.poll(waiting).toMatchObject([{ site: 'news.test', bytes: 2_000_001, isInside: true }]);
  // The answer reloads the page, which requests the response again.
  const again = page.waitForEvent('load');
  const list = await context.newPage();
  await list.goto(`chrome-extension://${browserOf.extensionId}/dashboard.html?lang=en#holds`);
  await press(list, list.getByRole('button', { name: 'Open', exact: true }), 'Enter');
  await again;
  await list.close();
  expect(await load(2_000_001)).toBe(2_000_001);
  expect(await load(2_000_002)).toBeNull();
  // Pages and downloads ask in their own tab.
  const address = streams.url('app.test', '/size?bytes=3000000');
  await goto(page, address);
  await expect(page.getByRole('heading', { name: 'app.test sends a large file' })).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Always for this site' }), 'Enter');
  await expect(page).toHaveURL(address);
  expect((await send<HoldsView>({ type: 'holds.view' })).settings.guard.always).toEqual(['app.test']);
});

test('below a share of the plan all sites load lean without being asked, and in full again once there is more', async ({
  browserOf,
  streams,
}) => {
  const { context, send, worker } = browserOf;
  await usePlan(browserOf, 2_000_000);
  const { settings } = await send<HoldsView>({ type: 'holds.view' });
  const triggers = settings.triggers.map((one) => ({ ...one, on: one.kind === 'left' && one.does === 'lean' }));
  await send({ type: 'holds.settings', triggers });
  const page = await context.newPage();
  const rules = () => worker.evaluate(async () => (await chrome.declarativeNetRequest.getDynamicRules()).length);
  expect(await rules()).toBe(0);
  await page.goto(streams.url('news.test', '/size?bytes=1800000'));
  await expect.poll(rules).toBeGreaterThan(3);
  const notifications = () =>
    worker.evaluate(
      () => new Promise<string[]>((done) => chrome.notifications.getAll((all) => done(Object.keys(all)))),
    );
  await expect.poll(notifications).toContainEqual(expect.stringContaining('"isArmed":true'));
  await send({ type: 'plan.save', plan: planOf(50_000_000) });
  await expect.poll(rules).toBe(0);
  await expect.poll(notifications).toContainEqual(expect.stringContaining('"isArmed":false'));
});

/** Arms the trigger that rests hidden tabs. */
async function armHiddenTabsTrigger({ send }: Browser): Promise<void> {
  const { settings } = await send<HoldsView>({ type: 'holds.view' });
  const triggers = settings.triggers.map((one) => ({ ...one, on: one.kind === 'background' }));
  await send({ type: 'holds.settings', triggers });
}

test('a hidden tab stops streaming and loads nothing more, and resumes when it is shown', async ({
  browserOf,
  streams,
}) => {
  const { context, worker } = browserOf;
  const address = addStreamingPage(streams, 'news.test', { hasWorker: false });
  await armHiddenTabsTrigger(browserOf);
  const page = await context.newPage();
  await page.goto(address);
  const streamed = (path: string) => streams.asked.filter((one) => one.includes(path)).length;
  for (const [path, times] of [
    ['/drip', 3],
    ['/socket', 2],
    ['/film', 1],
  ] as const)
    await expect.poll(() => streamed(path), path).toBeGreaterThanOrEqual(times);
  const load = (path: string) =>
    page.evaluate(
      (to) =>
        fetch(to).then(
          () => true,
          () => false,
        ),
      path,
    );
  expect(await load('/seen')).toBe(true);
  const other = await context.newPage();
  await other.bringToFront();
  await expect.poll(() => load('/hidden')).toBe(false);
  await silence(streams, 'news.test');
  const films = streamed('/film');
  await page.evaluate(() => addEventListener('online', () => void fetch('/told')));
  await page.bringToFront();
  await expect.poll(() => load('/seen-again')).toBe(true);
  await expect.poll(() => streamed('/film')).toBeGreaterThan(films);
  await expect.poll(() => streamed('/told')).toBe(1);
  // A page that loads while its tab is hidden is complete once it is shown.
  streams.page('app.test', '/', '<!doctype html><title>app</title><img src="/picture">');
  const tab = await worker.evaluate(async () => (await chrome.tabs.create({ active: false })).id!);
  const restingTabs = () =>
    worker.evaluate(async () =>
      (await chrome.declarativeNetRequest.getSessionRules()).flatMap(({ condition }) => condition.tabIds ?? []),
    );
  await expect.poll(restingTabs).toContain(tab);
  await worker.evaluate(([id, url]) => chrome.tabs.update(id, { url }), [tab, streams.url('app.test', '/')] as const);
  await expect.poll(() => worker.evaluate(async (id) => (await chrome.tabs.get(id)).title, tab)).toBe('app');
  expect(streamed('/picture')).toBe(0);
  await worker.evaluate((id) => chrome.tabs.update(id, { active: true }), tab);
  await expect.poll(() => streamed('/picture')).toBeGreaterThan(0);
});

test('workers of a hidden tab stop within a second; its page is reloaded when it is shown', async ({
  browserOf,
  streams,
}) => {
  const { context } = browserOf;
  const worker = (host: string) =>
    `<!doctype html><textarea></textarea><script>${streamingWorker(streams, host)}</script>`;
  streams.page('app.test', '/', worker('worker.app.test'));
  streams.page('news.test', '/', worker('worker.news.test'));
  await armHiddenTabsTrigger(browserOf);
  const begun = (site: string) => streams.asked.filter((one) => one.startsWith(`worker.${site}`)).length;
  const open = async (site: string) => {
    const page = await context.newPage();
    await page.goto(streams.url(site, '/'));
    await expect.poll(() => begun(site)).toBe(2);
    return page;
  };
  const draft = await open('news.test');
  await draft.getByRole('textbox').fill('not sent');
  const page = await open('app.test');
  const other = await context.newPage();
  await other.bringToFront();
  const hidden = Date.now();
  await expect.poll(() => Date.now() - hidden).toBeGreaterThan(1000);
  const after = streams.sent('app.test');
  expect(await silence(streams, 'app.test')).toBe(after);
  await page.bringToFront();
  await expect.poll(() => begun('app.test')).toBe(4);
  // A page with text typed into it is kept, and so are its workers.
  const before = streams.sent('worker.news.test');
  await expect.poll(() => streams.sent('worker.news.test')).toBeGreaterThan(before);
  await draft.bringToFront();
  await expect(draft.getByRole('textbox')).toHaveValue('not sent');
});

test('the list of holds by keyboard: set, change and release, each announced; axe finds nothing, in three languages', async ({
  browserOf,
}) => {
  const { context, extensionId, send } = browserOf;
  await usePlan(browserOf, 1e9);
  for (const language of ['en', 'zh-CN', 'zh-HK']) {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/dashboard.html?lang=${language}#holds`);
    await expect(page.getByRole('textbox').first()).toBeVisible();
    if (language === 'en') {
      const { keyboard } = page;
      const statusLine = page.getByRole('status').filter({ hasText: '.' });
      const site = page.getByRole('textbox', { name: 'Site', exact: true });
      const mode = page.getByRole('combobox', { name: 'What happens' }).first();
      const add = async (name: string, ...steps: [Locator, ...string[]][]) => {
        await tabTo(page, site, 'Shift+Tab');
        await keyboard.type(name);
        for (const [target, ...keys] of steps) {
          await tabTo(page, target);
          for (const key of keys) await keyboard.press(key);
        }
        await keyboard.press('Enter');
      };
      await add('news.test');
      await expect(statusLine).toHaveText('news.test: Paused');
      const addButton = page.getByRole('button', { name: 'Add', exact: true }).first();
      await add('maps.test', [mode, 'ArrowDown'], [addButton]);
      await expect(statusLine).toHaveText('maps.test: Lean');
      await add(
        'youtube.com',
        [mode, 'ArrowDown'],
        [page.getByRole('textbox', { name: 'MB a day' }), 'Control+a', '5', '0'],
      );
      await expect(statusLine).toHaveText('youtube.com: So much a day');
      await expect
        .poll(async () => (await send<{ holds: Hold[] }>({ type: 'hold.list' })).holds)
        .toMatchObject([
          { site: 'maps.test', mode: 'lean' },
          { site: 'news.test', mode: 'paused' },
          { site: 'youtube.com', mode: 'capped', bytesPerDay: 50e6 },
        ]);
      const view = () => send<HoldsView>({ type: 'holds.view' });
      const embeds = page.getByRole('checkbox', { name: 'In other sites too' }).last();
      await press(page, embeds, 'Space', 'Shift+Tab');
      await expect.poll(async () => (await view()).holds.map((row) => row.embeds)).toEqual([false, false, true]);
      await press(page, page.getByRole('checkbox', { name: /above this size/ }), 'Space');
      await press(page, page.getByRole('combobox', { name: 'Larger than' }), 'ArrowUp');
      await expect.poll(async () => (await view()).settings.guard).toMatchObject({ on: true, bytes: 10e6 });
      const trigger = page.getByRole('checkbox', { name: 'Tabs nobody looks at' });
      const isArmed = async () => (await view()).settings.triggers.at(-1)!.on;
      await press(page, trigger, 'Space');
      await expect.poll(isArmed).toBe(true);
      // The pressed control keeps the focus, so it can be pressed again.
      await expect(trigger).toBeFocused();
      await keyboard.press('Space');
      await expect.poll(isArmed).toBe(false);
      await press(page, page.getByRole('button', { name: 'Release news.test' }), 'Enter', 'Shift+Tab');
      await expect(statusLine).toHaveText('news.test is released');
      await expect(page.getByRole('button', { name: 'Release maps.test' })).toBeFocused();
      await keyboard.press('Enter');
      await expect(statusLine).toHaveText('maps.test is released');
      await expect(page.getByRole('button', { name: 'Release youtube.com' })).toBeFocused();
    }
    await expect(page.getByText('youtube.com').first()).toBeVisible();
    expect(await findings(page, language === 'en' ? 'all' : 'words')).toEqual([]);
    if (language === 'zh-HK') await page.getByRole('button', { name: '解除 youtube.com' }).click();
    else await page.close();
  }
  await expect.poll(() => send({ type: 'hold.list' })).toEqual({ holds: [] });
});

test('the held page by keyboard and screen reader, in three languages', async ({ browserOf, streams }) => {
  const { context, send } = browserOf;
  await usePlan(browserOf, 1e9);
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'paused' } });
  const address = streams.url('news.test', '/');
  for (const [language, title] of [
    ['en', 'news.test is paused'],
    ['zh-CN', 'news.test 已暂停'],
    ['zh-HK', 'news.test 已暫停'],
  ] as const)
    for (const theme of ['light', 'dark']) {
      const page = await context.newPage();
      await page.goto(held(browserOf, address).replace('#', `?lang=${language}&theme=${theme}#`));
      await expect(page.getByRole('heading', { name: title })).toBeFocused();
      await expect(page).toHaveTitle(title);
      // Themes differ only in colours, languages only in words.
      expect(await findings(page, language === 'en' ? (theme === 'light' ? 'all' : 'colours') : 'words')).toEqual([]);
      // Enter pressed by habit opens nothing.
      await page.keyboard.press('Enter');
      for (const button of await page.getByRole('button').all()) {
        await page.keyboard.press('Tab');
        await expect(button).toBeFocused();
      }
      await page.close();
    }
  expect(streams.asked).toEqual([]);
});
