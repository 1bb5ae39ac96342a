import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs before the background's own script: `clock.ahead` (ms) shifts its clock, and the times that the browser reports
 * for requests. A worker that is started anew has the real time, as if somebody had corrected the clock.
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
 * A copy of the built extension whose clock can be shifted, and which is otherwise the shipped one.
 *
 * @param {string} folder
 */
export function clockedBuild(folder) {
  cpSync(path.resolve('.output/chrome-mv3'), folder, { recursive: true });
  const file = path.join(folder, 'background.js');
  writeFileSync(file, `${CLOCK}\n${readFileSync(file, 'utf8')}`);
  return folder;
}
