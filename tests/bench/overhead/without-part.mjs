import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ content_scripts: { js: string[] }[], declarative_net_request?: object }} Manifest */

/** @param {string} folder @param {string} name @param {(text: string) => string} change */
function edit(folder, name, change) {
  const file = path.join(folder, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** @param {(manifest: Manifest) => void} change */
const inManifest = (change) => (/** @type {string} */ folder) =>
  edit(folder, 'manifest.json', (text) => {
    const manifest = JSON.parse(text);
    change(manifest);
    return JSON.stringify(manifest);
  });

const TAP = 'content-scripts/tap.js';
const OBSERVER = 'content-scripts/observer.js';

/** Removes the scripts, and with the last script of a world the world itself. @param {string[]} scripts */
const withoutScripts = (...scripts) =>
  inManifest((manifest) => {
    manifest.content_scripts = manifest.content_scripts.filter(({ js }) => !js.some((one) => scripts.includes(one)));
  });

/** Keeps the scripts, but empty. @param {string[]} scripts */
const emptied =
  (...scripts) =>
  (/** @type {string} */ folder) => {
    for (const script of scripts) edit(folder, script, () => 'void 0;');
  };

/** Prepended to the background: all events are listened to, but requests and pages' messages are ignored. */
const IGNORE_EVENTS = `for (const event of Object.values(chrome.webRequest).filter((one) => one?.addListener)) {
  const { addListener } = event;
  event.addListener = (_, ...rest) => addListener.call(event, () => {}, ...rest);
}
{
  const { addListener } = chrome.runtime.onMessage;
  chrome.runtime.onMessage.addListener = () =>
    addListener.call(chrome.runtime.onMessage, (_message, _sender, reply) => reply());
}
`;

/**
 * Parts that can be removed from a built extension to measure their cost. It then counts less, or nothing. `scripts`:
 * the content scripts, with their worlds; `code`: only their content; `rules`: the precision rules, and the listener's
 * `extraHeaders`; `work`: what is done with events and messages, which still arrive.
 *
 * @type {Record<string, (folder: string) => void>}
 */
export const PARTS = {
  tap: withoutScripts(TAP),
  observer: withoutScripts(OBSERVER),
  scripts: withoutScripts(TAP, OBSERVER),
  code: emptied(TAP, OBSERVER),
  work: (folder) => edit(folder, 'background.js', (text) => IGNORE_EVENTS + text),
  rules: (folder) => {
    inManifest((manifest) => delete manifest.declarative_net_request)(folder);
    edit(folder, 'background.js', (text) => text.replace(/,\s*([`'"])extraHeaders\1/, ''));
  },
};
