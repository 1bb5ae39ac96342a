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

/** The script is not there, nor its world if no other is. @param {string[]} scripts */
const withoutScripts = (...scripts) =>
  inManifest((manifest) => {
    manifest.content_scripts = manifest.content_scripts.filter(({ js }) => !js.some((one) => scripts.includes(one)));
  });

/** The script is there and does nothing. @param {string[]} scripts */
const emptied =
  (...scripts) =>
  (/** @type {string} */ folder) => {
    for (const script of scripts) edit(folder, script, () => 'void 0;');
  };

/** Goes before the background: it listens to all the same events, and does nothing with requests and pages' messages. */
const DEAF = `for (const event of Object.values(chrome.webRequest).filter((one) => one?.addListener)) {
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
 * What can be taken away of a built extension, to see what it costs. It then counts less, or nothing. `scripts`: with
 * their worlds, of which `code` leaves an empty script each; `rules`: with the listener's `extraHeaders`; `work`: events
 * and messages come, and nothing is done with them.
 *
 * @type {Record<string, (folder: string) => void>}
 */
export const PARTS = {
  tap: withoutScripts(TAP),
  observer: withoutScripts(OBSERVER),
  scripts: withoutScripts(TAP, OBSERVER),
  code: emptied(TAP, OBSERVER),
  work: (folder) => edit(folder, 'background.js', (text) => DEAF + text),
  rules: (folder) => {
    inManifest((manifest) => delete manifest.declarative_net_request)(folder);
    edit(folder, 'background.js', (text) => text.replace(/,\s*([`'"])extraHeaders\1/, ''));
  },
};
