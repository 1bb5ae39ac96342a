import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this process has updated the package index: once is enough. */
let isIndexRead = false;

/**
 * Installs a package of Debian (or a derived distribution) where that needs no prompt: as root, or with passwordless
 * sudo.
 *
 * @param {string} name
 * @returns {string | null} `null`: installed; otherwise the reason, as the end of a sentence
 */
export function installDebianPackage(name) {
  if (!existsSync('/usr/bin/apt-get')) return 'this system has no apt-get';
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return 'that needs root';
  console.log(`Installing ${name} by apt-get …`);
  const prefix = isRoot ? [] : ['sudo', '-n'];
  const install = ['install', '-y', '--no-install-recommends', name];
  for (const args of isIndexRead ? [install] : [['update'], install]) {
    const [command = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    const run = spawnSync(command, rest, { encoding: 'utf8' });
    isIndexRead = true;
    if (run.status === 0) continue;
    const reason = run.stderr.trim().split('\n').at(-1) ?? '';
    // A stale or half-reachable index may still be good enough to install from.
    if (args[0] === 'install') return `apt-get could not (${reason})`;
  }
  return null;
}
