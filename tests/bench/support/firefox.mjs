import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectBidi } from './bidi.mjs';
import { createTab } from './tab.mjs';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Of the extension's pages in this browser; any will do, it only has to be known. */
const UUID = '6d1c0f52-8c0e-4a55-9a53-0b6a1f6d7a11';
const START_MS = 60_000;

/** Nothing that Firefox asks the network for by itself. */
const QUIET = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
};
const PREFS = {
  ...QUIET,
  'media.autoplay.default': 0,
  // A call needs a microphone and a camera, and nobody asks.
  'media.navigator.permission.disabled': true,
  'media.navigator.streams.fake': true,
  'network.dns.disableIPv6': true,
  'remote.active-protocols': 1,
};

/** @param {import('node:child_process').ChildProcess} child @param {RegExp} sign @returns {Promise<string>} its first group */
function waitForLine(child, sign) {
  return new Promise((done, failed) => {
    let seen = '';
    const timer = setTimeout(() => failed(new Error(`${child.spawnfile} said nothing of ${sign}:\n${seen}`)), START_MS);
    const look = (/** @type {Buffer} */ piece) => {
      seen += piece;
      const found = sign.exec(seen);
      if (!found) return;
      clearTimeout(timer);
      done(found[1] ?? '');
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', (code) => failed(new Error(`${child.spawnargs.join(' ')} ended with ${code}:\n${seen}`)));
  });
}

/**
 * Firefox inside a network namespace. It is steered over its own loopback, which a relay brings to a socket file.
 *
 * @param {object} options
 * @param {string} options.folder of its own
 * @param {string} options.namespace
 * @param {Map<string, string>} options.addresses by host name
 * @param {import('./authority.mjs').Authority} options.authority
 * @param {string | null} options.extension folder
 * @returns {Promise<import('./tab.mjs').Browser>}
 */
export async function startFirefox({ folder, namespace, addresses, authority, extension }) {
  const profile = path.join(folder, 'profile');
  mkdirSync(profile);
  authority.trustIn(profile);
  // `ip netns exec` puts this over /etc/hosts.
  const names = [['localhost', '127.0.0.1'], ...addresses].map(([name, address]) => `${address} ${name}`);
  writeFileSync(`/etc/netns/${namespace}/hosts`, `${names.join('\n')}\n`);
  const manifest = extension ? JSON.parse(readFileSync(path.join(extension, 'manifest.json'), 'utf8')) : null;
  const uuids = manifest ? { [manifest.browser_specific_settings.gecko.id]: UUID } : {};
  const prefs = Object.entries({ ...PREFS, 'extensions.webextensions.uuids': JSON.stringify(uuids) });
  const lines = prefs.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(path.join(profile, 'user.js'), lines.join(''));

  const env = { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' };
  /** @param {string[]} args */
  const start = (...args) =>
    spawn('ip', ['netns', 'exec', namespace, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const steer = ['--remote-debugging-port', '0', '--remote-allow-system-access'];
  const firefox = start(FIREFOX, '--headless', '--no-remote', '--profile', profile, ...steer, 'about:blank');
  const gone = new Promise((done) => firefox.once('exit', done));
  const port = await waitForLine(firefox, /WebDriver BiDi listening on ws:\/\/\S+:(\d+)/);
  const file = path.join(folder, 'bidi');
  const relay = start(process.execPath, fileURLToPath(import.meta.resolve('./relay.mjs')), file, port);
  await waitForLine(relay, /(ready)/);
  const bidi = await connectBidi(`ws+unix:${file}:/session`, `127.0.0.1:${port}`);
  const { capabilities } = await bidi.send('session.new', { capabilities: {} });
  if (extension) await bidi.send('webExtension.install', { extensionData: { type: 'path', path: extension } });

  return {
    name: `Firefox ${capabilities.browserVersion}`,
    extensionUrl: extension ? (page) => `moz-extension://${UUID}/${page}` : null,
    async newTab() {
      const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
      const tab = createTab({
        async goto(url) {
          // An extension's page sends no load event over BiDi: look at the document instead.
          const wait = url.startsWith('https:') ? 'complete' : 'none';
          await bidi.send('browsingContext.navigate', { context, url, wait });
          await tab.waitFor((to) => location.href.startsWith(to) && document.readyState === 'complete', url);
        },
        evaluate: (fn, ...args) => bidi.evaluate(context, fn, args),
        close: () => bidi.send('browsingContext.close', { context }),
      });
      return tab;
    },
    async close() {
      await Promise.race([bidi.send('browser.close').catch(() => {}), gone]);
      const timer = setTimeout(() => firefox.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(timer);
      relay.kill();
    },
  };
}
