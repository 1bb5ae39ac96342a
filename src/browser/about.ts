import { browser } from './browser.ts';

/** The extension's version and the browser's user agent. */
export function readAbout(): { version: string; browser: string } {
  return { version: browser.runtime.getManifest().version, browser: navigator.userAgent };
}
