import { existsSync } from 'node:fs';
import { findBrowser } from '../browser/find-browser.mjs';
import { findCommand } from '../browser/find-command.mjs';
import { installDebianPackage } from '../browser/install-debian-package.mjs';

/** @typedef {import('../browser/find-browser.mjs').Family} Family */

/** @type {{ family: Family; debian: string; variable: string }[]} */
const browsers = [
  { family: 'chromium', debian: 'chromium', variable: 'DATAGAUGE_CHROMIUM' },
  { family: 'firefox', debian: 'firefox-esr', variable: 'DATAGAUGE_FIREFOX' },
];

/** Tools that create the test server's certificates, and make the browsers trust them. */
const tools = [
  { command: 'openssl', debian: 'openssl' },
  { command: 'certutil', debian: 'libnss3-tools' },
];

/**
 * The browsers that the end-to-end tests can run in; they and their tools are installed where that needs no prompt.
 * `DATAGAUGE_CHROMIUM` and `DATAGAUGE_FIREFOX` name a browser elsewhere.
 *
 * @returns {{ files: Partial<Record<Family, string>>; missing: { family: Family; advice: string }[] }}
 */
export function findTestBrowsers() {
  installChineseFaces();
  const lacking = tools.map(lackOf).filter((sentence) => sentence !== null);
  /** @type {Partial<Record<Family, string>>} */
  const files = {};
  const missing = [];
  for (const { family, debian, variable } of browsers) {
    const named = process.env[variable];
    const look = () => findBrowser(named || family)?.file;
    const found = look();
    const refusal = found ? null : named ? `${named} is none` : installDebianPackage(debian);
    const file = found ?? look();
    if (file && lacking.length === 0) files[family] = file;
    else {
      const reason = refusal ?? 'its package brought none';
      const sentence = `No ${family} here, and ${reason}: install it, or set ${variable}=/path/to/it.`;
      missing.push({ family, advice: file ? `${family}: ${lacking.join(' ')}` : sentence });
    }
  }
  return { files, missing };
}

/** @param {{ command: string; debian: string }} tool @returns {string | null} `null`: it is there */
function lackOf({ command, debian }) {
  if (findCommand(command)) return null;
  const refusal = installDebianPackage(debian);
  return refusal === null ? null : `No ${command} here, and ${refusal}: install it (in Debian, ${debian}).`;
}

/** Screenshots of Chinese pages need a Chinese font; nothing fails without one. */
function installChineseFaces() {
  if (process.platform !== 'linux' || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return;
  const refusal = installDebianPackage('fonts-noto-cjk');
  if (refusal) console.log(`No fonts-noto-cjk (${refusal}): Chinese in pictures may show as boxes.`);
}
