import { homedir } from 'node:os';
import path from 'node:path';
import { findCommand, isExecutable } from './find-command.mjs';

/**
 * @typedef {'chromium' | 'firefox'} Family how it is driven, and which build of the extension it takes
 * @typedef {{ family: Family; file: string }} Found
 */

const windowsRoots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
const macRoots = ['/Applications', path.join(homedir(), 'Applications')];

/**
 * Browsers by the name a user would give, in the order in which they are tried. Chromium comes first: it is the one
 * that is installed where none is there.
 *
 * @type {{ name: string; family: Family; commands: string[]; mac: string[]; windows: string[] }[]}
 */
const known = [
  {
    name: 'chromium',
    family: 'chromium',
    commands: ['chromium', 'chromium-browser', 'ungoogled-chromium'],
    mac: ['Chromium.app/Contents/MacOS/Chromium'],
    windows: ['Chromium\\Application\\chrome.exe'],
  },
  {
    name: 'chrome',
    family: 'chromium',
    commands: ['google-chrome', 'google-chrome-stable', 'google-chrome-beta'],
    mac: ['Google Chrome.app/Contents/MacOS/Google Chrome'],
    windows: ['Google\\Chrome\\Application\\chrome.exe'],
  },
  {
    name: 'edge',
    family: 'chromium',
    commands: ['microsoft-edge', 'microsoft-edge-stable'],
    mac: ['Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    windows: ['Microsoft\\Edge\\Application\\msedge.exe'],
  },
  {
    name: 'firefox',
    family: 'firefox',
    commands: ['firefox', 'firefox-esr'],
    mac: ['Firefox.app/Contents/MacOS/firefox'],
    windows: ['Mozilla Firefox\\firefox.exe'],
  },
];

/**
 * @param {string} [wanted] a file, a command, or one of `chromium`, `chrome`, `edge`, `firefox`; without it, the first
 * browser that is there
 * @returns {Found | null} `null`: not installed
 */
export function findBrowser(wanted) {
  const candidates = known.filter(({ name }) => !wanted || name === wanted);
  for (const { family, commands, mac, windows } of candidates) {
    const files = [
      ...commands.map(findCommand),
      ...(process.platform === 'darwin' ? mac.flatMap((app) => macRoots.map((root) => path.join(root, app))) : []),
      ...(process.platform === 'win32'
        ? windows.flatMap((exe) => windowsRoots.map((root) => path.join(root, exe)))
        : []),
    ];
    const file = files.find((each) => each !== null && isExecutable(each));
    if (file) return { family, file };
  }
  if (!wanted || candidates.length > 0) return null;
  const file = isExecutable(wanted) ? path.resolve(wanted) : findCommand(wanted);
  return file
    ? { family: /firefox|librewolf|waterfox/i.test(path.basename(file)) ? 'firefox' : 'chromium', file }
    : null;
}
