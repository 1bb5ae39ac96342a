import { defineBackground } from 'wxt/utils/define-background';
import { readLanguage } from '../src/browser/language.ts';
import { startBackground } from '../src/background/start.ts';
import { alertNotice } from '../src/ui/alerts/alert-notice.ts';
import { holdNotice } from '../src/ui/holds/hold-notice.ts';
import { holdWords } from '../src/ui/wording/hold-words.ts';
import { spokenVoice } from '../src/ui/wording/spoken-voice.ts';

// A classic script, because Chromium takes twice as long to load a module.
export default defineBackground({
  main: () => {
    const voice = () => spokenVoice(readLanguage(), navigator.languages);
    startBackground({
      alert: async (alert) => alertNotice(alert, await voice()),
      hold: async (news) => holdNotice(news, await voice()),
      heldImage: async () => holdWords(await voice()).heldImage,
    });
  },
});
