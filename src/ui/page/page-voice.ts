import { chooseLanguage } from '../wording/choose.ts';
import { createVoice, type Voice } from '../wording/voice.ts';

/**
 * Sets a page's language, title and theme, and returns the voice to speak with. `?lang=` and `?theme=` come before what
 * was set, and that before what the browser prefers.
 *
 * @param setting what the user has chosen; `null`: nothing
 */
export function pageVoice(page: Document, location: Location, navigator: Navigator, setting: string | null): Voice {
  const query = new URLSearchParams(location.search);
  const language = chooseLanguage(query.get('lang') ?? setting, navigator.languages);
  const theme = query.get('theme');
  const voice = createVoice(language, new Intl.DateTimeFormat().resolvedOptions().timeZone);
  page.documentElement.lang = language;
  if (theme === 'dark' || theme === 'light') page.documentElement.dataset.theme = theme;
  page.title = voice.words.name;
  return voice;
}
