import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs before the background's own script: its clock, and the instants at which the browser says that requests happened, can be
 * turned by `clock.ahead` (ms). A run that is woken anew begins at the real time, as if somebody had set it right.
 */
const CLOCK = `
globalThis.clock = { ahead: 0 };
globalThis.Date = new Proxy(Date, {
  construct: (target, args) => args.length === 0 ? new target(target.now() + clock.ahead) : Reflect.construct(target, args),
  get: (target, key) => key === 'now' ? () => target.now() + clock.ahead : Reflect.get(target, key),
});
for (const event of Object.values(chrome.webRequest)) {
  const add = event?.addListener;
  if (typeof add !== 'function') continue;
  event.addListener = (listener, ...rest) =>
    add.call(event, (details) => listener({ ...details, timeStamp: details.timeStamp + clock.ahead }), ...rest);
}
`;

/**
 * A copy of the built extension whose clock can be turned; all else is as it is shipped.
 *
 * @param {string} folder
 */
export function clockedBuild(folder) {
  cpSync(path.resolve('.output/chrome-mv3'), folder, { recursive: true });
  const file = path.join(folder, 'background.js');
  writeFileSync(file, `${CLOCK}\n${readFileSync(file, 'utf8')}`);
  return folder;
}
