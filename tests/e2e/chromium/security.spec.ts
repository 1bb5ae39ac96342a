import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PlanList } from '../../../src/core/contract.ts';
import { expect, test } from './fixture.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../../../.output/chrome-mv3');
const FILES = readdirSync(PACKAGE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(PACKAGE, path.join(entry.parentPath, entry.name)));
/** The id of an extension that is not installed: a page must see no difference between ours and this one. */
const NOT_INSTALLED = 'abcdefghijklmnopabcdefghijklmnop';

test('a page finds none of the package’s files, no API and nothing in its document', async ({ browserOf, server }) => {
  const { context, extensionId } = browserOf;
  const html = '<!doctype html><html><head><title>Quiet</title></head><body><p>Nothing else</p></body></html>';
  server.page('www.news.test', '/quiet', html);
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/quiet'));
  const probe = (id: string) =>
    page.evaluate(
      async ({ id, files }) => {
        const outcomeOf = async (url: string) => {
          const fetched = await fetch(url).then(
            ({ status }) => `answers ${status}`,
            (error: Error) => `${error.name}: ${error.message}`,
          );
          const image = await new Promise((resolve) => {
            const element = new Image();
            element.onload = () => resolve('loads');
            element.onerror = () => resolve('fails');
            element.src = url;
          });
          return [fetched, image];
        };
        return Promise.all(files.map((file) => outcomeOf(`chrome-extension://${id}/${file}`)));
      },
      { id, files: FILES },
    );
  expect(FILES).toContain('dashboard.html');
  expect(await probe(extensionId)).toEqual(await probe(NOT_INSTALLED));
  const seen = await page.evaluate(() => ({
    markup: new XMLSerializer().serializeToString(document.documentElement),
    runtime: typeof (globalThis as { chrome?: { runtime?: object } }).chrome?.runtime,
  }));
  expect(seen.runtime).toBe('undefined');
  expect(seen.markup.replace(/ xmlns="[^"]*"/, '')).toBe(html.replace('<!doctype html>', ''));
});

test('a page hears nothing of the extension, in whatever frame', async ({ browserOf, server }) => {
  const listening = `<!doctype html><script>
    const heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
  </script>`;
  server.page('www.news.test', '/listening', `${listening}<iframe src="/inner"></iframe>`);
  server.page('www.news.test', '/inner', listening);
  const page = await browserOf.context.newPage();
  await page.goto(server.url('www.news.test', '/listening'));
  expect(page.frames()).toHaveLength(2);
  for (const frame of page.frames()) {
    // Messages arrive in the order in which they were posted.
    await frame.evaluate(
      `new Promise((done) => { addEventListener('message', done); postMessage('last'); }).then(() => {})`,
    );
    expect(await frame.evaluate('heard')).toEqual(['last']);
  }
});

test('a page cannot frame the extension’s pages', async ({ browserOf, server }) => {
  const { context, extensionId } = browserOf;
  const frames = ['popup.html', 'dashboard.html']
    .map((file) => `<iframe src="chrome-extension://${extensionId}/${file}"></iframe>`)
    .join('');
  server.page('www.news.test', '/frames', `<!doctype html>${frames}`);
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/frames'));
  await expect.poll(() => page.frames().length).toBe(3);
  const texts = await Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) => frame.evaluate(() => location.protocol)),
  );
  expect(texts).toEqual(['chrome-error:', 'chrome-error:']);
});

test('messages from other extensions have no listener', async ({ browserOf }) => {
  const listeners = () =>
    browserOf.worker.evaluate(() => [
      chrome.runtime.onMessage.hasListeners(),
      chrome.runtime.onMessageExternal.hasListeners(),
      chrome.runtime.onConnectExternal.hasListeners(),
    ]);
  expect(await listeners()).toEqual([true, false, false]);
});

test('the extension’s pages run and fetch nothing but the package’s own files', async ({ browserOf, server }) => {
  const { context, extensionId, worker } = browserOf;
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html`);
  const elsewhere = server.url('www.news.test', '/r.js?size=200&cors');
  const tried = await page.evaluate(async (url) => {
    const outcome = (run: () => unknown) => {
      try {
        run();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const loaded = (element: HTMLElement) =>
      new Promise((resolve) => {
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        document.body.append(element);
      });
    const inline = document.createElement('script');
    inline.append('globalThis.ran = true');
    document.body.append(inline);
    const sources = {
      script: Object.assign(document.createElement('script'), { type: 'module' }),
      image: document.createElement('img'),
    };
    return {
      markup: outcome(() => (document.createElement('p').innerHTML = '<b>x</b>')),
      policy: outcome(() => (globalThis as any).trustedTypes.createPolicy('mine', {})),
      // In a task of its own: code in the task that DevTools starts may evaluate strings.
      code: await new Promise((resolve) => setTimeout(() => resolve(outcome(() => globalThis.eval('1'))))),
      script: outcome(() => (sources.script.src = url)),
      image: await loaded(Object.assign(sources.image, { src: url })),
      fetch: await fetch(url).then(
        () => 'done',
        () => 'refused',
      ),
      inline: 'ran' in globalThis,
    };
  }, elsewhere);
  expect(tried).toEqual({
    markup: 'TypeError',
    policy: 'TypeError',
    code: 'EvalError',
    script: 'TypeError',
    image: 'refused',
    fetch: 'refused',
    inline: false,
  });
  const fetched = (url: string) =>
    worker.evaluate(
      (one) =>
        fetch(one).then(
          ({ ok }) => ok,
          () => 'refused',
        ),
      url,
    );
  expect(await fetched(elsewhere)).toBe('refused');
  expect(await fetched(`chrome-extension://${extensionId}/icon/idle-16.png`)).toBe(true);
  expect(server.served).toEqual([]);
});

test('markup in a name is shown as text', async ({ browserOf }) => {
  const { context, extensionId, send } = browserOf;
  const name = '<img src=x onerror="ran=1"><script>ran=2</script>';
  const plan = {
    id: 'markup',
    name,
    timeZone: 'Asia/Hong_Kong',
    unit: 1000,
    activatedAt: '2026-03-01T00:00:00Z',
    validity: { kind: 'open' },
    allowances: [{ id: 'a', label: name, bytes: 5e9, resets: { every: 'never' }, after: { kind: 'cut' } }],
  };
  expect(await send<PlanList>({ type: 'plan.save', plan })).toMatchObject({ plans: [{ name }] });
  await send({ type: 'plan.activate', id: 'markup' });
  for (const file of ['popup.html', 'dashboard.html#plan']) {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/${file}`);
    await expect(page.locator('body')).toContainText(name);
    expect(await page.evaluate(() => [document.images.length, 'ran' in globalThis])).toEqual([0, false]);
  }
});
