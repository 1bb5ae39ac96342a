import { browser } from './browser.ts';

/**
 * The delay before reconnecting where the background disconnected without a message: one that cannot start does so at
 * once.
 */
const ASKED_AGAIN_MS = { first: 250, most: 4_000 };

/**
 * A page's connection to the background. It reconnects by itself: at once when the background was stopped, with a
 * growing delay while it sends nothing; what is posted meanwhile is lost.
 */
export type Line = { post(message: unknown): void; close(): void };

/** @param onAgain called when it has reconnected: the background knows nothing of what was posted before */
export function openLine(name: string, onMessage: (message: unknown) => void, onAgain?: () => void): Line {
  let isClosed = false;
  /** Consecutive disconnections without a message. */
  let missed = 0;
  let port: ReturnType<typeof connect> | null = connect();
  function connect() {
    const next = browser.runtime.connect({ name });
    next.onMessage.addListener((message) => {
      missed = 0;
      onMessage(message);
    });
    next.onDisconnect.addListener(() => {
      port = null;
      if (missed++ === 0) again();
      else setTimeout(again, Math.min(ASKED_AGAIN_MS.most, ASKED_AGAIN_MS.first * 2 ** (missed - 2)));
    });
    return next;
  }
  function again() {
    if (isClosed) return;
    port = connect();
    onAgain?.();
  }
  return {
    post: (message) => port?.postMessage(message),
    close: () => {
      isClosed = true;
      port?.disconnect();
    },
  };
}

/** One of the extension's own pages that has connected. */
export type OwnPort = {
  /** Does nothing once the page has gone: the caller may not know yet. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onGone(listener: () => void): void;
};

/** The background's end. Must be called in the first turn. */
export function onOwnPort(name: string, opened: (port: OwnPort) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== name || !port.sender?.url?.startsWith(browser.runtime.getURL(''))) return;
    let isGone = false;
    port.onDisconnect.addListener(() => (isGone = true));
    opened({
      post: (message) => {
        if (!isGone) port.postMessage(message);
      },
      onMessage: (listener) => port.onMessage.addListener(listener),
      onGone: (listener) => port.onDisconnect.addListener(() => listener()),
    });
  });
}
