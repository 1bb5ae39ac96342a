import { findBrowser } from '../browser/find-browser.mjs';
import { installDebianPackage } from '../browser/install-debian-package.mjs';

const advice = `Install Chromium, Google Chrome, Microsoft Edge or Firefox and run this again, or say where one is:
  npm start -- --browser /path/to/browser`;

/**
 * @param {string} [wanted] as for `findBrowser`
 * @returns {import('../browser/find-browser.mjs').Found}
 * @throws {Error} where there is none, with what to do about it
 */
export function findOrInstallBrowser(wanted) {
  const found = findBrowser(wanted);
  if (found) return found;
  const debianName = { chromium: 'chromium', firefox: 'firefox-esr' }[wanted ?? 'chromium'];
  if (!debianName) throw new Error(`No browser at ${wanted}.\n${advice}`);
  console.log(wanted ? `No ${wanted} here.` : 'No browser here.');
  const refusal = installDebianPackage(debianName);
  const installed = refusal === null ? findBrowser(wanted) : null;
  if (installed) return installed;
  throw new Error(
    `No browser to open, and none could be installed: ${refusal ?? 'it is nowhere to be found'}.\n${advice}`,
  );
}
