import { afterEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Sayings } from '../../src/background/start.ts';
import { keepLanguage } from '../../src/browser/language.ts';

const startBackground = vi.hoisted(() => vi.fn());
vi.mock('../../src/background/start.ts', () => ({ startBackground }));
const { default: background } = await import('../../entrypoints/background.ts');

vi.stubGlobal('navigator', { languages: ['en-GB'] });
void background.main();
const { hold, heldImage } = startBackground.mock.lastCall![0] as Sayings;
const kept = () => hold({ kind: 'kept', site: 'news.test' });

afterEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

test('the background’s texts are in the browser’s language, and in the chosen one once it is chosen', async () => {
  const [english, image] = [await kept(), await heldImage()];
  await keepLanguage('zh-HK');
  expect((await kept()).title).toMatch(/\p{Script=Han}/u);
  expect(await heldImage()).toMatch(/\p{Script=Han}/u);
  await keepLanguage(null);
  expect([await kept(), await heldImage()]).toEqual([english, image]);
});

test('texts are shown where the chosen language cannot be read', async () => {
  const english = await kept();
  vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('no storage'));
  expect(await kept()).toEqual(english);
});
