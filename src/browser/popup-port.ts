import type { PopupView, TabUse } from '../core/popup-view.ts';
import { browser } from './browser.ts';
import { EARLY, earlyRead } from './early-reads.ts';

const NAME = 'popup';
const LAST_VIEW = EARLY.session;

type ToPopup = { type: 'view'; view: PopupView } | { type: 'tab'; use: TabUse | null };
type FromPopup = { type: 'watch-tab'; tabId: number };

/** How long until it is asked again, where it went without a word: a background that cannot start goes at once. */
const ASKED_AGAIN_MS = { first: 250, most: 4_000 };

/** The popup's end. It connects again by itself: at once when the worker was stopped, ever later while it says nothing. */
export function connectPopup(listener: { onView(view: PopupView): void; onTab(use: TabUse | null): void }): {
  watchTab(tabId: number): void;
  close(): void;
} {
  let watched: number | null = null;
  let closed = false;
  /** Times in a row that it went without a word. */
  let missed = 0;
  let port: ReturnType<typeof open> | null = open();
  function open() {
    const next = browser.runtime.connect({ name: NAME });
    next.onMessage.addListener((raw) => {
      missed = 0;
      const message = raw as ToPopup;
      if (message.type === 'view') listener.onView(message.view);
      else listener.onTab(message.use);
    });
    next.onDisconnect.addListener(() => {
      port = null;
      if (missed++ === 0) again();
      else setTimeout(again, Math.min(ASKED_AGAIN_MS.most, ASKED_AGAIN_MS.first * 2 ** (missed - 2)));
    });
    return next;
  }
  function again() {
    if (closed) return;
    port = open();
    if (watched !== null) watch(watched);
  }
  const watch = (tabId: number) => port?.postMessage({ type: 'watch-tab', tabId } satisfies FromPopup);
  return {
    watchTab: (tabId) => {
      watched = tabId;
      watch(tabId);
    },
    close: () => {
      closed = true;
      port?.disconnect();
    },
  };
}

/** One open popup, as the background sees it. */
export type PopupClient = {
  /** The tab it asks about; `null` until it has asked. */
  readonly tabId: number | null;
  sendView(view: PopupView): void;
  sendTab(use: TabUse | null): void;
};

/** The background's end. Must be called in the first turn. */
export function onPopup(listener: {
  opened(client: PopupClient): void;
  asked(client: PopupClient): void;
  closed(client: PopupClient): void;
}): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== NAME || !port.sender?.url?.startsWith(browser.runtime.getURL(''))) return;
    let tabId: number | null = null;
    const client: PopupClient = {
      get tabId() {
        return tabId;
      },
      sendView: (view) => port.postMessage({ type: 'view', view } satisfies ToPopup),
      sendTab: (use) => port.postMessage({ type: 'tab', use } satisfies ToPopup),
    };
    port.onMessage.addListener((raw) => {
      const message = raw as FromPopup;
      if (message.type !== 'watch-tab' || !Number.isInteger(message.tabId)) return;
      tabId = message.tabId;
      listener.asked(client);
    });
    port.onDisconnect.addListener(() => listener.closed(client));
    listener.opened(client);
  });
}

/** The last view that was computed since the browser started; `null` before the first. */
export async function readLastView(): Promise<PopupView | null> {
  const found = await (earlyRead('session') ?? browser.storage.session.get(LAST_VIEW));
  return (found[LAST_VIEW] as PopupView | undefined) ?? null;
}

/** Keeps a view, so that the popup has numbers before the worker has woken. */
export async function keepLastView(view: PopupView): Promise<void> {
  await browser.storage.session.set({ [LAST_VIEW]: view });
}
