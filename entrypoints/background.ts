import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../src/background/start.ts';
import { alertNotice } from '../src/ui/alerts/alert-notice.ts';
import { holdNotice } from '../src/ui/holds/hold-notice.ts';
import { holdWords } from '../src/ui/wording/hold-words.ts';
import { chooseLanguage } from '../src/ui/wording/choose.ts';
import { createVoice } from '../src/ui/wording/voice.ts';

// A classic script: a module takes Chromium twice as long to load.
export default defineBackground({
  main: () => {
    const voice = () =>
      createVoice(chooseLanguage(null, navigator.languages), new Intl.DateTimeFormat().resolvedOptions().timeZone);
    startBackground({
      alert: (alert) => alertNotice(alert, voice()),
      hold: (news) => holdNotice(news, voice()),
      heldImage: () => holdWords(voice()).heldImage,
    });
  },
});
