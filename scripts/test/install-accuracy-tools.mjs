import { findCommand } from '../browser/find-command.mjs';
import { installDebianPackage } from '../browser/install-debian-package.mjs';

/** What makes the network namespaces of the accuracy bench, counts in them, and makes its films. */
const tools = [
  { command: 'ip', debian: 'iproute2' },
  { command: 'iptables', debian: 'iptables' },
  { command: 'ethtool', debian: 'ethtool' },
  { command: 'ffmpeg', debian: 'ffmpeg' },
];

/** Only root makes network namespaces: for everybody else the bench says so and is skipped, whatever is installed. */
export function installAccuracyTools() {
  if (process.getuid?.() !== 0) return;
  for (const { command, debian } of tools) {
    const refusal = findCommand(command) ? null : installDebianPackage(debian);
    if (refusal) console.log(`No ${command} here, and ${refusal}: the accuracy bench will be skipped.`);
  }
}
