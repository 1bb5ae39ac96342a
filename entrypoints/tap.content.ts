import { defineContentScript } from 'wxt/utils/define-content-script';
import { startTap } from '../src/page/tap.ts';

export default defineContentScript({
  matches: ['*://*/*'],
  world: 'MAIN',
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main: () => startTap({ hidesSizes: !import.meta.env.FIREFOX }),
});
