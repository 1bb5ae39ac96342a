import { defineContentScript } from 'wxt/utils/define-content-script';
import { deliver } from '../src/page/deliver.ts';
import { observeTimeline } from '../src/page/observer.ts';
import { listenToTap } from '../src/page/tap-port.ts';
import { relayTap } from '../src/page/tap-relay.ts';

export default defineContentScript({
  matches: ['http://*/*', 'https://*/*'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main() {
    // After an update this script outlives its extension: there is nobody left to tell.
    const send = async (message: object) => {
      if (chrome.runtime?.id) await chrome.runtime.sendMessage(message);
    };
    relayTap((onReports) => listenToTap(onReports, { hidesSizes: !import.meta.env.FIREFOX }), send);
    // Firefox tells webRequest the sizes itself.
    if (!import.meta.env.FIREFOX) observeTimeline((message) => void deliver(() => send(message)));
  },
});
