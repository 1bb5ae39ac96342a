import browser from 'webextension-polyfill';

/** The only access to the extension APIs: promises in every browser, Chrome 120 to 143 included. */
export { browser };
