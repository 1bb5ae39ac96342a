import { mount } from 'svelte';
import { readCurrentTab } from '../../src/browser/current-tab.ts';
import { requestHostAccess } from '../../src/browser/host-access.ts';
import { readLanguage } from '../../src/browser/language.ts';
import { send } from '../../src/browser/messages.ts';
import { openDashboard } from '../../src/browser/open-page.ts';
import { connectPopup, readLastView } from '../../src/browser/popup-port.ts';
import { afterPaint } from '../../src/ui/page/after-paint.ts';
import { pageVoice } from '../../src/ui/page/page-voice.ts';
import { PopupState, type PopupDeps } from '../../src/ui/popup/popup-state.svelte.ts';
import Popup from '../../src/ui/popup/Popup.svelte';
import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';
import './popup.css';

const deps: PopupDeps = {
  send,
  connectPopup,
  readLastView,
  readCurrentTab,
  openDashboard,
  requestHostAccess,
  newId: () => crypto.randomUUID(),
  now: () => new Date().toISOString(),
  afterPaint,
};
const onpainted = () => performance.mark('datagauge:painted');
// The figures are requested before the language is known, but nothing is painted until it is: otherwise the text would
// change language while the user reads it.
const state = new PopupState(deps);
const setting = readLanguage();
const recalled = state.recall();
void pageVoice(document, location, navigator, setting).then(async (voice) => {
  await recalled;
  mount(Popup, { target: document.body, props: { state, voice, deps, onpainted } });
  state.start();
});
