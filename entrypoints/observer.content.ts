import { defineContentScript } from 'wxt/utils/define-content-script';
import { observeTimeline } from '../src/page/observer.ts';

// Firefox tells webRequest the sizes itself.
export default defineContentScript({
  matches: ['http://*/*', 'https://*/*'],
  exclude: ['firefox'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main: () =>
    observeTimeline((message) => {
      // After an update this script outlives its extension: there is nobody left to tell.
      if (chrome.runtime?.id) void chrome.runtime.sendMessage(message).catch(() => {});
    }),
});
