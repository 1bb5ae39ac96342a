import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** @type {Record<string, string | number | boolean>} */
const always = {
  'remote.active-protocols': 1, // WebDriver BiDi only
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'startup.homepage_welcome_url': '',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.newtabpage.enabled': false,
  'browser.topsites.contile.enabled': false,
  'media.autoplay.default': 0,
  // Connections to the browser's vendor: out of place in a meter's demo.
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.region.network.url': '',
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.http.speculative-parallel-limit': 0,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
};

/**
 * @param {string} profile
 * @param {{ extensionId: string; uuid: string; offline: boolean }} options `uuid`: the host of the extension's origin,
 *   random by default
 */
export function writeFirefoxPreferences(profile, { extensionId, uuid, offline }) {
  const preferences = {
    ...always,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    // Names under localhost are never looked up in DNS (RFC 6761, section 6.3); nothing else is to be reached.
    ...(offline ? { 'network.dns.disabled': false, 'network.dns.forceResolve': '127.0.0.1' } : {}),
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
}
