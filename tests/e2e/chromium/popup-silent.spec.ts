import { test, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EARLY } from '../../../src/browser/early-reads.ts';
import { SILENT_AFTER_MS } from '../../../src/ui/page/silent-after-ms.ts';
import { VIEWS } from '../../dom/popup-fixtures.ts';
import { expect } from '../support/expect.ts';
import { findings } from './findings.ts';
import { EXTENSION, launch } from './launch.ts';

/** The least that `launch` waits for: a listener. */
const LISTENS = "chrome.webRequest.onCompleted.addListener(() => {}, { urls: ['<all_urls>'] });";

const BACKGROUNDS = {
  'takes no connection': LISTENS,
  'never sends a word': `${LISTENS} chrome.runtime.onConnect.addListener(() => {});`,
};

/** The built extension with another background in place of its own. */
async function withBackground(script: string, use: (open: (query: string) => Promise<Page>) => Promise<void>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-silent-'));
  const extension = path.join(folder, 'extension');
  cpSync(EXTENSION, extension, { recursive: true });
  writeFileSync(path.join(extension, 'background.js'), script);
  const { context, worker } = await launch(path.join(folder, 'profile'), { extension });
  const { host } = new URL(worker.url());
  await use(async (query) => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height: 560 });
    await page.goto(`chrome-extension://${host}/popup.html${query}`);
    return page;
  });
  await context.close();
  rmSync(folder, { recursive: true, force: true });
}

for (const [what, script] of Object.entries(BACKGROUNDS))
  test(`a popup whose background ${what} says so, with its last known figures and without`, async () => {
    await withBackground(script, async (open) => {
      const silent = { timeout: 3 * SILENT_AFTER_MS };
      const popup = await open('?lang=en');
      await expect(popup.getByRole('heading', { name: 'The background does not answer' })).toBeVisible(silent);
      await expect(popup.getByText('What was counted is safe on this device.')).toBeVisible();
      await expect(popup.locator('.ghost')).toHaveCount(0);
      expect(await findings(popup)).toEqual([]);
      await popup.getByRole('button', { name: 'Try again' }).press('Enter');
      await expect(popup.locator('.ghost').first()).toBeVisible();
      await expect(popup.getByRole('button', { name: 'Try again' })).toBeVisible(silent);

      await popup.evaluate((kept) => chrome.storage.session.set(kept), { [EARLY.session]: VIEWS.normal });
      await popup.close();
      const recalled = await open('?lang=zh-HK');
      await expect(recalled.getByText('夠用到最後一日')).toBeVisible();
      await expect(recalled.getByRole('heading', { name: '背景程式沒有回應' })).toBeVisible(silent);
      await expect(recalled.getByText(/^數字截至.*已記錄的用量沒有遺失。$/)).toBeVisible();
      await expect(recalled.getByText('剩餘數據')).toBeVisible();
      const { scrollHeight } = await recalled.evaluate(() => ({ scrollHeight: document.documentElement.scrollHeight }));
      expect(scrollHeight).toBe(560);
      expect(await findings(recalled, 'words')).toEqual([]);
    });
  });

test('with forced colours a skeleton’s shapes cannot be mistaken for figures', async () => {
  await withBackground(LISTENS, async (open) => {
    const popup = await open('?lang=en');
    await popup.emulateMedia({ forcedColors: 'active' });
    await expect(popup.locator('.big.ghost')).toBeVisible();
    const colours = popup
      .locator('.ghost, .ghost *')
      .evaluateAll((ghosts) => ghosts.map((one) => getComputedStyle(one).color));
    expect(new Set(await colours)).toEqual(new Set(['rgba(0, 0, 0, 0)']));
  });
});
