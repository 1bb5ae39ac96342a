import { browser } from './browser.ts';

/** The extension's version, and what the browser says it is. */
export function readAbout(): { version: string; browser: string } {
  return { version: browser.runtime.getManifest().version, browser: navigator.userAgent };
}
