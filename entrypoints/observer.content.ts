import { defineContentScript } from 'wxt/utils/define-content-script';
import type { LeanAnswer, LeanQuestion } from '../src/core/lean-question.ts';
import type { PageOrder } from '../src/core/page-order.ts';
import { offerHeldImages } from '../src/page/held-images.ts';
import { obeyHolds, type OnOrder } from '../src/page/obey-holds.ts';
import { replyWith } from '../src/page/reply-with.ts';
import { restUnwatched } from '../src/page/rest-unwatched.ts';
import { keepMediaStill } from '../src/page/still-media.ts';
import { listenToTap } from '../src/page/tap-port.ts';
import { relayTap } from '../src/page/tap-relay.ts';
import { tellKeptCopies } from '../src/page/tell-kept-copies.ts';
import { tellTimeline } from '../src/page/tell-timeline.ts';
import { tellWorker } from '../src/page/tell-worker.ts';

export default defineContentScript({
  matches: ['http://*/*', 'https://*/*'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main() {
    // After an update this script outlives its extension, and nobody receives its messages.
    const send = async <Reply = unknown>(message: object): Promise<Reply | undefined> =>
      chrome.runtime?.id ? await chrome.runtime.sendMessage(message) : undefined;
    const isFirefox = import.meta.env.FIREFOX;
    const options = { hidesSizes: !isFirefox, ...(!isFirefox && { onWorker: () => tellWorker(send) }) };
    const port = relayTap((onReports) => listenToTap(onReports, options), send);
    const askLean = (question: LeanQuestion) => send<LeanAnswer>(question).catch(() => undefined);
    offerHeldImages(askLean);
    const onOrder: OnOrder = (listener) =>
      chrome.runtime.onMessage.addListener((order: PageOrder, _sender, reply) => replyWith(listener(order), reply));
    if (isFirefox) keepMediaStill(askLean);
    else tellKeptCopies(onOrder);
    // Firefox counts responses itself. It requests the timeline only where another extension interferes with that.
    tellTimeline(send, isFirefox ? onOrder : null);
    // Registered after the timeline, whose last report it would otherwise suppress.
    obeyHolds(onOrder, !isFirefox);
    restUnwatched(onOrder, port);
  },
});
