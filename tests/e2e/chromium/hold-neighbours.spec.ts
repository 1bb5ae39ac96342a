import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, goto, held, test } from './hold-fixture.ts';

const OWN = path.resolve(import.meta.dirname, '../../../.output/chrome-mv3');

const rule = (id: number, urlFilter: string, type = 'block', priority = 1) => ({
  id,
  priority,
  action: { type },
  condition: { urlFilter, resourceTypes: ['xmlhttprequest'] },
});

/** Another content blocker: with rules in its package, and a page that adds rules at run time. */
function otherBlocker(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'datagauge-blocker-')));
  const files = {
    'page.html': '<!doctype html><title>blocker</title>',
    'rules.json': JSON.stringify([rule(1, '/ad-'), rule(2, '/ad-fine', 'allow', 2)]),
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'blocker',
      version: '1',
      permissions: ['declarativeNetRequest'],
      declarative_net_request: { rule_resources: [{ id: 'packaged', enabled: true, path: 'rules.json' }] },
    }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

const BLOCKER = otherBlocker();
const blockerPage = `chrome-extension://${[...createHash('sha256').update(BLOCKER).digest('hex').slice(0, 32)]
  .map((digit) => String.fromCharCode(97 + parseInt(digit, 16)))
  .join('')}/page.html`;

test.afterAll(() => rmSync(BLOCKER, { recursive: true, force: true }));
test.use({ switches: [`--disable-extensions-except=${OWN},${BLOCKER}`, `--load-extension=${OWN},${BLOCKER}`] });

test('another extension’s rules stay as they are, and each extension holds what its own rules say', async ({
  browserOf,
  streams,
}) => {
  const { context, send, worker } = browserOf;
  const other = await context.newPage();
  await other.goto(blockerPage);
  // With the same ids as our rules.
  const rules = [1, 2, 10].map((id) => rule(id, `/own-${id}-`));
  const put = await other.evaluate(async (addRules) => {
    const { declarativeNetRequest: net } = chrome;
    const put = addRules as chrome.declarativeNetRequest.Rule[];
    await net.updateDynamicRules({ addRules: put });
    await net.updateSessionRules({ addRules: put });
    return [await net.getDynamicRules(), await net.getSessionRules(), await net.getEnabledRulesets()];
  }, rules);
  const seen = () =>
    other.evaluate(async () => {
      const { declarativeNetRequest: net } = chrome;
      return [await net.getDynamicRules(), await net.getSessionRules(), await net.getEnabledRulesets()];
    });
  streams.page('app.test', '/', '<!doctype html><title>app</title>');
  const page = await context.newPage();
  const load = (to: string) =>
    page.evaluate(
      (path) =>
        fetch(path).then(
          () => true,
          () => false,
        ),
      to,
    );
  const expectTheirs = async () => {
    expect(await seen()).toEqual(put);
    expect(await Promise.all(['/ad-1', '/ad-fine', '/own-10-1', '/else'].map(load))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  };

  await send({ type: 'holds.settings', guard: { on: true, bytes: 2_000_000, always: [] } });
  await send({ type: 'hold.set', hold: { site: 'app.test', mode: 'lean' } });
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'paused' } });
  await page.goto(streams.url('app.test', '/'));
  await expectTheirs();
  expect(await load('/size?bytes=2000001')).toBe(false);
  const news = streams.url('news.test', '/');
  await goto(page, news);
  expect(page.url()).toBe(held(browserOf, news));
  await send({ type: 'holds.settings', guard: { on: false, bytes: 2_000_000, always: [] } });
  for (const site of ['app.test', 'news.test']) await send({ type: 'hold.clear', site });
  await expect.poll(() => worker.evaluate(() => chrome.declarativeNetRequest.getDynamicRules())).toEqual([]);
  await page.goto(streams.url('app.test', '/?free'));
  await expectTheirs();
});
