import { chromium, test } from '@playwright/test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHROMIUM } from '../e2e/chromium/launch.ts';
import { capture } from './capture.ts';
import { isWanted, pictureFile } from './wanted.ts';

/** The folder of the design drawings that the views were made from; not part of the repository. */
const DRAWINGS = path.resolve(process.env['DATAGAUGE_DRAWINGS'] ?? '../shared/design/shots');

/**
 * The picture that corresponds to a drawing: `popup-short-zh-HK-light` is `popup/short-zh-HK-light-360`; `null`: none.
 */
function pictureFor(drawing: string): string | null {
  if (drawing === 'popup-forced-colours') return pictureFile('popup', 'normal', 'en', 'forced', 360);
  const found = /^(popup|dashboard|held)(?:-([a-z]+))?(-320)?-(en|zh-CN|zh-HK)(?:-(light|dark))?$/.exec(drawing);
  if (found === null) return null;
  const [, view = '', state, narrow, language = '', theme = 'light'] = found;
  const width = narrow !== undefined ? 320 : view === 'popup' ? 360 : 1280;
  const shown = { dashboard: 'traveller-overview', held: 'paused' }[view] ?? state ?? '';
  return pictureFile(view, shown, language, theme, width);
}

test('each drawing, with our picture beside it', async () => {
  test.skip(!isWanted('beside'));
  test.skip(!existsSync(DRAWINGS), `no drawings in ${DRAWINGS}`);
  const pairs = readdirSync(DRAWINGS)
    .map((file) => [path.parse(file).name, pictureFor(path.parse(file).name)] as const)
    .filter((pair): pair is [string, string] => pair[1] !== null && existsSync(pair[1]));
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({ viewport: { width: 1600, height: 400 } });
  for (const [name, ours] of pairs) {
    const images = [path.join(DRAWINGS, `${name}.png`), ours].map((file) => {
      const png = readFileSync(file).toString('base64');
      return `<img src="data:image/png;base64,${png}" style="max-width: 760px">`;
    });
    await page.setContent(`<style>
      body { display: flex; align-items: start; justify-content: center; gap: 24px; margin: 24px; background: #888 }
    </style>${images.join('')}`);
    await capture(page, pictureFile('beside', name));
  }
  await browser.close();
});
