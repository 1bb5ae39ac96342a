import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { createTab } from './tab.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/**
 * The id of an unpacked extension: the first half of its folder's SHA-256, in the letters a to p (Chromium's
 * components/crx_file/id_util.cc). Known without its worker, which may be asleep or not there yet.
 *
 * @param {string} folder
 */
export function idOf(folder) {
  const hex = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');
}

/**
 * Chromium, steered through a pipe: in a network namespace nothing but the pages' own traffic crosses the link.
 *
 * @param {object} options
 * @param {string} options.folder of its own, for profile and home
 * @param {string | null} options.namespace null: where the bench itself runs
 * @param {Map<string, string>} options.addresses by host name, with a port where it is not the scheme's
 * @param {import('./authority.mjs').Authority | null} options.authority null: any certificate will do, and nothing is
 *   cached, as for every certificate that the browser does not trust
 * @param {string | null} options.extension folder
 * @returns {Promise<import('./tab.mjs').Browser>}
 */
export async function startChromium({ folder, namespace, addresses, authority, extension }) {
  const home = path.join(folder, 'home');
  const nss = path.join(home, '.pki/nssdb');
  mkdirSync(nss, { recursive: true });
  authority?.trustIn(nss);
  const wrapper = path.join(folder, 'chromium');
  writeFileSync(wrapper, `#!/bin/sh\nexec ${namespace ? `ip netns exec ${namespace} ` : ''}${CHROMIUM} "$@"\n`);
  chmodSync(wrapper, 0o755);

  const rules = [...addresses].map(([name, address]) => `MAP ${name} ${address}`);
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    executablePath: wrapper,
    headless: true,
    env: { ...process.env, HOME: home },
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND'].join(',')}`,
      ...(authority ? [] : ['--ignore-certificate-errors']),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium's refuses to start as root
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      // A camera and a microphone that are there, and allowed.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
  const id = extension && idOf(extension);
  return {
    name: `Chromium ${context.browser()?.version() ?? ''}`,
    extensionUrl: id ? (page) => `chrome-extension://${id}/${page}` : null,
    async newTab() {
      const page = await context.newPage();
      return createTab({
        goto: async (url) => void (await page.goto(url)),
        evaluate: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
        close: () => page.close(),
      });
    },
    closeOwnPages: async () => {
      for (const page of context.pages()) if (page.url().startsWith('chrome-extension://')) await page.close();
    },
    async traced(categories, run) {
      const session = /** @type {any} */ (await context.browser()?.newBrowserCDPSession());
      const traceConfig = { recordMode: 'recordUntilFull', includedCategories: categories, excludedCategories: ['*'] };
      await session.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig });
      await run();
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      const { stream } = /** @type {{ stream: string }} */ (await complete);
      let text = '';
      for (let isLast = false; !isLast;) {
        const { data, eof, base64Encoded } = await session.send('IO.read', { handle: stream, size: 1 << 20 });
        text += base64Encoded ? Buffer.from(data, 'base64').toString() : data;
        isLast = eof;
      }
      await session.detach();
      return JSON.parse(text).traceEvents;
    },
    close: () => context.close(),
  };
}
