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
  // What a browser would talk about with its maker: a meter's demo is no place for it.
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
 * @param {{ extensionId: string; uuid: string; offline: boolean }} options `uuid`: the extension's own origin, drawn
 * at random unless told
 */
export function writeFirefoxPreferences(profile, { extensionId, uuid, offline }) {
  const preferences = {
    ...always,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    // Names under localhost never ask DNS (RFC 6761, section 6.3); nothing else is to be found.
    ...(offline ? { 'network.dns.disabled': false, 'network.dns.forceResolve': '127.0.0.1' } : {}),
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
}
