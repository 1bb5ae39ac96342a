import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AutoExportView } from '../../../src/core/auto-export.ts';
import type { Archive } from '../../../src/core/contract.ts';
import { expect, extensionUrl, test } from './fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-downloads-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.use({
  prefs: {
    // Firefox requires a click, then grants without a prompt.
    'extensions.webextOptionalPermissionPrompts': false,
    'browser.download.folderList': 2,
    'browser.download.dir': folder,
  },
});

test('automatic export is turned on by a click and saves an archive', async ({ browserOf, server }) => {
  const { firefox, send, stopBackground } = browserOf;
  const page = await firefox.newTab();
  await page.goto(server.url('www.news.test', '/r.txt?size=40000&length'));
  const sites = async () => (await send<{ sites: { site: string }[] }>({ type: 'report' })).sites;
  await expect.poll(async () => (await sites()).map(({ site }) => site)).toContain('news.test');
  await page.goto(extensionUrl('dashboard.html?lang=en#data'));
  await page.waitFor(
    () =>
      [...document.querySelectorAll('[role="switch"]:enabled')].some((one) => one.textContent.includes('Save files')),
    [],
  );
  const [x, y] = await page.evaluate(() => {
    const button = [...document.querySelectorAll('[role="switch"]')].find((one) =>
      one.textContent.includes('Save files'),
    )!;
    button.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = button.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  });
  await firefox.send('input.performActions', {
    context: page.context,
    actions: [
      {
        type: 'pointer',
        id: 'mouse',
        actions: [
          { type: 'pointerMove', x, y },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
  const view = () => send<AutoExportView>({ type: 'export.view' });
  await expect.poll(view).toMatchObject({ every: 'week', last: { error: null } });
  const [name = '', ...others] = readdirSync(path.join(folder, 'Datagauge'));
  expect(name).toMatch(/^datagauge-\d{4}-\d\d-\d\d\.json$/);
  expect(others).toEqual([]);
  const archive = JSON.parse(readFileSync(path.join(folder, 'Datagauge', name), 'utf8')) as Archive;
  expect(archive.usage.map(({ site }) => site)).toContain('news.test');
  // A restarted background finds that this week has its file.
  await page.goto('about:blank');
  await stopBackground();
  expect(await view()).toMatchObject({ every: 'week', last: { error: null, name } });
  expect(readdirSync(path.join(folder, 'Datagauge'))).toEqual([name]);
});
