import { mount } from 'svelte';
import { requestSaving } from '../../src/browser/downloads.ts';
import { requestHostAccess } from '../../src/browser/host-access.ts';
import { keepLanguage, readLanguage } from '../../src/browser/language.ts';
import { connectLive } from '../../src/browser/live-port.ts';
import { send } from '../../src/browser/messages.ts';
import { connectPopup, readLastView } from '../../src/browser/popup-port.ts';
import { canBePrecise, readPrecision, writePrecision } from '../../src/browser/precision.ts';
import { DashboardState, type DashboardDeps } from '../../src/ui/dashboard/dashboard-state.svelte.ts';
import Dashboard from '../../src/ui/dashboard/Dashboard.svelte';
import { afterPaint } from '../../src/ui/page/after-paint.ts';
import { pageVoice } from '../../src/ui/page/page-voice.ts';
import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';
import '../../src/ui/styles/charts.css';

const deps: DashboardDeps = {
  send,
  connectLive,
  connectPopup,
  readLastView,
  requestHostAccess,
  requestSaving,
  precision: { isPossible: canBePrecise(), read: readPrecision, write: writePrecision },
  newId: () => crypto.randomUUID(),
  now: () => new Date().toISOString(),
  nowMs: () => Date.now(),
  afterPaint,
  readSize: () => navigator.storage.estimate().then(({ usage }) => usage ?? null),
  setLanguage: (language) => keepLanguage(language).then(() => location.reload()),
};
const onpainted = () => performance.mark('datagauge:painted');
const state = new DashboardState(deps, location.hash);
state.start();
const setting = readLanguage();
void setting.then((language) => state.onLanguageRead(language));
void pageVoice(document, location, navigator, setting).then((voice) => {
  mount(Dashboard, { target: document.body, props: { state, voice, deps, onpainted } });
});
