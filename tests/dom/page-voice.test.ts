import { expect, test } from 'vitest';
import { pageVoice } from '../../src/ui/page/page-voice.ts';

const voiceWith = (setting: Promise<string | null>) =>
  pageVoice(document, { search: '' } as Location, { languages: ['zh-HK'] } as unknown as Navigator, setting);

test.each<[string, () => Promise<string | null>, string]>([
  ['the chosen one', () => Promise.resolve('en'), 'en'],
  ['the browser’s where none is chosen', () => Promise.resolve(null), 'zh-HK'],
  ['the browser’s where the choice cannot be read', () => Promise.reject(new Error('IO error')), 'zh-HK'],
])('a page’s language: %s', async (_name, setting, language) => {
  expect((await voiceWith(setting())).language).toBe(language);
  expect(document.documentElement.lang).toBe(language);
});
