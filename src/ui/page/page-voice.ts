import { spokenVoice } from '../wording/spoken-voice.ts';
import type { Voice } from '../wording/voice.ts';

/**
 * Sets a page's language, title and theme, and returns its voice. The language is that of `?lang=`, else the user's
 * setting, else the browser's preference; the theme is that of `?theme=`, else the system's.
 *
 * @param setting the language that the user has chosen, `null` for none. Where it cannot be read, the browser's
 * preference applies.
 */
export async function pageVoice(
  page: Document,
  location: Location,
  navigator: Navigator,
  setting: Promise<string | null>,
): Promise<Voice> {
  const query = new URLSearchParams(location.search);
  const requested = query.get('lang');
  const voice = await spokenVoice(requested === null ? setting : Promise.resolve(requested), navigator.languages);
  const theme = query.get('theme');
  page.documentElement.lang = voice.language;
  if (theme === 'dark' || theme === 'light') page.documentElement.dataset.theme = theme;
  page.title = voice.words.name;
  return voice;
}
