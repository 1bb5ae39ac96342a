/**
 * What the scripts need of a browser, whichever it is.
 *
 * @typedef {object} DrivenBrowser
 * @property {string} version as the browser names itself
 * @property {(page: string) => string} extensionUrl address of one of the extension's own pages
 * @property {(url: string) => Promise<DrivenPage>} open a new tab; resolves when the navigation has begun
 * @property {Promise<void>} ended resolves when the browser has exited, for whatever reason
 * @property {() => Promise<void>} close ends it and removes its profile
 *
 * @typedef {object} DrivenPage
 * @property {<R>(script: (argument: any) => R | Promise<R>, argument?: unknown) => Promise<R>} evaluate runs a
 *   self-contained function in the page; argument and result pass as JSON
 * @property {(size: { width: number; height: number; scale: number }) => Promise<void>} resize the viewport, in CSS
 *   pixels
 * @property {() => Promise<Buffer>} picture a PNG of the viewport
 * @property {() => Promise<void>} close
 *
 * @typedef {{ file: string; extension: string; headless: boolean; offline: boolean }} LaunchOptions `extension`: folder
 *   of the unpacked extension; `offline`: no name but localhost's resolves
 */

import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';

/**
 * @param {import('./find-browser.mjs').Family} family
 * @param {LaunchOptions} options
 * @returns {Promise<DrivenBrowser>}
 */
export function launchBrowser(family, options) {
  return family === 'firefox' ? launchFirefox(options) : launchChromium(options);
}
