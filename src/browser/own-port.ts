import { browser } from './browser.ts';

/** How long until it is asked again, where it went without a word: a background that cannot start goes at once. */
const ASKED_AGAIN_MS = { first: 250, most: 4_000 };

/**
 * A page's line to the background. It connects again by itself: at once when that was stopped, ever later while it says
 * nothing; what is posted meanwhile goes nowhere.
 */
export type Line = { post(message: unknown): void; close(): void };

/** @param onAgain told when it has connected anew: the background knows nothing of what was posted before */
export function openLine(name: string, onMessage: (message: unknown) => void, onAgain?: () => void): Line {
  let isClosed = false;
  /** Times in a row that it went without a word. */
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
  /** Does nothing once the page has gone: who posts may not have heard of that yet. */
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
