import { chooseLanguage } from '../wording/choose.ts';
import { createVoice, type Voice } from '../wording/voice.ts';

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
  // The first thing that is asked of `Intl` takes it some milliseconds: they pass while the setting is on its way.
  const deviceZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const query = new URLSearchParams(location.search);
  const language = chooseLanguage(query.get('lang') ?? (await setting.catch(() => null)), navigator.languages);
  const theme = query.get('theme');
  const voice = createVoice(language, deviceZone);
  page.documentElement.lang = language;
  if (theme === 'dark' || theme === 'light') page.documentElement.dataset.theme = theme;
  page.title = voice.words.name;
  return voice;
}
