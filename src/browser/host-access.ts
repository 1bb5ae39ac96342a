import { browser } from './browser.ts';

const EVERYWHERE = { origins: ['<all_urls>'] };

/** Whether the extension may see every site. In Firefox the user grants this. */
export function hasHostAccess(): Promise<boolean> {
  return browser.permissions.contains(EVERYWHERE);
}

/** Asks the user; must be called from a click. */
export function requestHostAccess(): Promise<boolean> {
  return browser.permissions.request(EVERYWHERE);
}

/** Subscribes to grants and revocations. Must be called in the first turn. */
export function onHostAccess(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
