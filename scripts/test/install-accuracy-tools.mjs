import { findCommand } from '../browser/find-command.mjs';
import { installDebianPackage } from '../browser/install-debian-package.mjs';

/** Tools of the accuracy bench: for its network namespaces, for counting in them, and for its films. */
const tools = [
  { command: 'ip', debian: 'iproute2' },
  { command: 'iptables', debian: 'iptables' },
  { command: 'ethtool', debian: 'ethtool' },
  { command: 'ffmpeg', debian: 'ffmpeg' },
];

/**
 * Only root can create network namespaces: for other users the bench reports that and is skipped, whatever is
 * installed.
 */
export function installAccuracyTools() {
  if (process.getuid?.() !== 0) return;
  for (const { command, debian } of tools) {
    const refusal = findCommand(command) ? null : installDebianPackage(debian);
    if (refusal) console.log(`No ${command} here, and ${refusal}: the accuracy bench will be skipped.`);
  }
}
