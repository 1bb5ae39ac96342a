import browser from 'webextension-polyfill';

/** The one door to the extension's APIs: promises in every browser, Chrome 120 to 143 included. */
export { browser };
