import { defineContentScript } from 'wxt/utils/define-content-script';
import { runMainWorld } from '../src/page/run-main-world.ts';

export default defineContentScript({
  matches: ['*://*/*'],
  world: 'MAIN',
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main: runMainWorld,
});
