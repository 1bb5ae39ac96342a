import { mount } from 'svelte';
import { readLanguage } from '../../src/browser/language.ts';
import { readOwnTab } from '../../src/browser/held-page.ts';
import { send } from '../../src/browser/messages.ts';
import { openDashboard } from '../../src/browser/open-page.ts';
import { HeldState } from '../../src/ui/held/held-state.svelte.ts';
import HeldPage from '../../src/ui/held/HeldPage.svelte';
import { pageVoice } from '../../src/ui/page/page-voice.ts';
import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';

const address = () => location.hash.slice(1);
const state = new HeldState(
  {
    send,
    readOwnTab,
    go: (to) => location.replace(to),
    goBack: () => (history.length > 1 ? history.back() : close()),
    openHolds: () => openDashboard('#holds'),
  },
  address(),
);
addEventListener('hashchange', () => void state.read(address()));
void pageVoice(document, location, navigator, readLanguage()).then((voice) => {
  mount(HeldPage, { target: document.body, props: { state, voice } });
});
void state.read();
