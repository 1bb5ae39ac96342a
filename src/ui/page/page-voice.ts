import { spokenVoice } from '../wording/spoken-voice.ts';
import type { Voice } from '../wording/voice.ts';

/**
 * Sets a page's language, title and theme, and returns the voice to speak with. `?lang=` and `?theme=` come before what
 * was set, and that before what the browser prefers.
 *
 * @param setting on its way: what the user has chosen; `null`: nothing. Where it cannot be read the page is shown all the same
 */
export async function pageVoice(
  page: Document,
  location: Location,
  navigator: Navigator,
  setting: Promise<string | null>,
): Promise<Voice> {
  const query = new URLSearchParams(location.search);
  const asked = query.get('lang');
  const voice = await spokenVoice(asked === null ? setting : Promise.resolve(asked), navigator.languages);
  const theme = query.get('theme');
  page.documentElement.lang = voice.language;
  if (theme === 'dark' || theme === 'light') page.documentElement.dataset.theme = theme;
  page.title = voice.words.name;
  return voice;
}
