import type { PopupView, TabUse } from '../core/popup-view.ts';
import { browser } from './browser.ts';
import { EARLY, earlyRead } from './early-reads.ts';
import { onOwnPort, openLine } from './own-port.ts';

const NAME = 'popup';
const LAST_VIEW = EARLY.session;

type ToPopup = { type: 'view'; view: PopupView } | { type: 'tab'; use: TabUse | null };
type FromPopup = { type: 'watch-tab'; tabId: number };

/** The popup's end. */
export function connectPopup(listener: { onView(view: PopupView): void; onTab(use: TabUse | null): void }): {
  watchTab(tabId: number): void;
  close(): void;
} {
  let watched: number | null = null;
  const hear = (raw: unknown) => {
    const message = raw as ToPopup;
    if (message.type === 'view') listener.onView(message.view);
    else listener.onTab(message.use);
  };
  const watch = () => {
    if (watched !== null) line.post({ type: 'watch-tab', tabId: watched } satisfies FromPopup);
  };
  const line = openLine(NAME, hear, watch);
  return {
    watchTab: (tabId) => {
      watched = tabId;
      watch();
    },
    close: line.close,
  };
}

/** An open popup, as the background sees it. */
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
  onOwnPort(NAME, ({ post, onMessage, onGone }) => {
    let tabId: number | null = null;
    const client: PopupClient = {
      get tabId() {
        return tabId;
      },
      sendView: (view) => post({ type: 'view', view } satisfies ToPopup),
      sendTab: (use) => post({ type: 'tab', use } satisfies ToPopup),
    };
    onMessage((raw) => {
      const message = raw as FromPopup;
      if (message.type !== 'watch-tab' || !Number.isInteger(message.tabId)) return;
      tabId = message.tabId;
      listener.asked(client);
    });
    onGone(() => listener.closed(client));
    listener.opened(client);
  });
}

/** The last view computed since the browser started; `null` before the first. */
export async function readLastView(): Promise<PopupView | null> {
  const found = await (earlyRead('session') ?? browser.storage.session.get(LAST_VIEW));
  return (found[LAST_VIEW] as PopupView | undefined) ?? null;
}

/** Stores a view, so that the popup has figures before the worker has started. */
export async function keepLastView(view: PopupView): Promise<void> {
  await browser.storage.session.set({ [LAST_VIEW]: view });
}
