import type { Runtime } from 'webextension-polyfill';
import type { Advice } from '../core/advice.ts';
import type { SiteCost } from '../core/advice/site-costs.ts';
import type { Alert } from '../core/alerts.ts';
import type { AutoExportView } from '../core/auto-export.ts';
import type { DeviceList } from '../core/device-list.ts';
import type { Diagnostics } from '../core/diagnostics.ts';
import type { Archive, Hold, Imported, PlanList, PlanStatus, Reading, Refusal, Report } from '../core/contract.ts';
import type { HeldView } from '../core/held-view.ts';
import type { HoldsView } from '../core/holds-view.ts';
import type { History } from '../core/history.ts';
import type { Message } from '../core/message.ts';
import type { Outlook } from '../core/outlook.ts';
import type { ReadingList } from '../core/reading-list.ts';
import type { DamagedSlot, Stop } from '../core/stop.ts';
import type { WifiHours } from '../core/wifi-hours.ts';
import { refuse } from '../core/refusals.ts';
import { browser } from './browser.ts';

/** The reply to each message. */
export type Replies = {
  report: Report;
  history: History;
  outlook: Outlook;
  'plan.list': PlanList;
  'plan.save': PlanList;
  'plan.activate': PlanList;
  'plan.remove': PlanList;
  'plan.status': PlanStatus;
  advise: { advices: Advice[]; sites: SiteCost[]; days: number };
  'wifi.rules': { hours: readonly WifiHours[]; followsNetwork: boolean };
  'wifi.set': { hours: readonly WifiHours[]; followsNetwork: boolean };
  'export.view': AutoExportView;
  'export.set': AutoExportView;
  'alert.list': { alerts: Alert[] };
  /** Oldest first. */
  'stop.list': { stops: readonly Stop[]; damaged: readonly DamagedSlot[] };
  'metering.set': { metered: boolean };
  'device.list': DeviceList;
  'device.share': DeviceList;
  'device.forget': DeviceList;
  diagnostics: Diagnostics;
  'reading.parse': Reading;
  'reading.apply': PlanStatus;
  'reading.list': ReadingList;
  'reading.remove': ReadingList;
  'reading.restore': ReadingList;
  'correction.set': ReadingList;
  'data.forget-site': { done: true };
  'data.forget-time': { done: true };
  'data.forget-all': { done: true };
  'aside.export': Archive;
  'archive.export': Archive;
  'archive.import': Imported;
  'hold.list': { holds: Hold[] };
  'hold.set': { holds: Hold[] };
  'hold.clear': { holds: Hold[] };
  'held.view': HeldView;
  'held.open': { go: string };
  'holds.view': HoldsView;
  'holds.adjust': HoldsView;
  'holds.settings': HoldsView;
  'holds.only': { holds: Hold[] };
  'holds.lean': { holds: Hold[] };
  'holds.release': { holds: Hold[] };
  'large.answer': HoldsView;
};

type MessageOf<T extends Message['type']> = Extract<Message, { type: T }>;

/**
 * Sends a message to the background. Never rejects: a failure is an `{ error }` as well. What is not JSON in it is left
 * out in every browser, as Chromium does: Firefox, which clones messages structurally, would refuse what a form has made
 * reactive (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Chrome_incompatibilities#data_cloning_algorithm).
 */
export async function send<T extends keyof Replies>(message: MessageOf<T>): Promise<Replies[T] | Refusal> {
  try {
    const plain = JSON.parse(JSON.stringify(message)) as MessageOf<T>;
    return await browser.runtime.sendMessage<MessageOf<T>, Replies[T] | Refusal>(plain);
  } catch (error) {
    return refuse('noAnswer', error instanceof Error ? error.message : String(error));
  }
}

/** Whether a reply is a refusal. */
export const isRefusal = (reply: object): reply is Refusal => 'error' in reply;

/** The sender of a message: one of our own pages, or the observer in a page's document. */
export type Sender = {
  isOwnPage: boolean;
  tabId: number;
  frameId: number;
  /** The browser's id of the document; `null` where it has none. */
  documentId: string | null;
  /** The tab's top-level address; `''` where there is no tab. */
  topUrl: string;
  /** Its window is private; false where there is no tab. */
  isPrivate: boolean;
};

/**
 * Answers messages. `sendResponse` with `return true` is the only way of replying later that works in every browser.
 * The handler returns `undefined` for what needs no answer. Must be called in the first turn.
 */
export function onMessage(handler: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  const listener = (message: unknown, sender: Runtime.MessageSender, sendResponse: (reply: unknown) => void) => {
    const answer = handler(message, {
      isOwnPage: sender.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL('')),
      tabId: sender.tab?.id ?? -1,
      frameId: sender.frameId ?? -1,
      documentId: (sender as { documentId?: string }).documentId ?? null,
      topUrl: sender.tab?.url ?? '',
      isPrivate: sender.tab?.incognito ?? false,
    });
    if (!answer) return undefined;
    answer.then(sendResponse, (error: unknown) =>
      sendResponse({ error: error instanceof Error ? error.message : String(error) }),
    );
    return true;
  };
  // The polyfill's types do not allow a listener that answers some messages only.
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
}
