import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHROMIUM, EXTENSION_ID } from './launch.ts';

/** Where Debian's Chromium looks for policies. */
const SETTINGS = '/etc/chromium';

/** Why no policy can be set for this test without setting it for the whole machine; `null` where it can. */
export function whyUnmanaged(): string | null {
  if (CHROMIUM !== '/usr/bin/chromium') return `${CHROMIUM} may look for policies elsewhere`;
  const { status, stderr } = spawnSync('unshare', ['--mount', 'mount', '--bind', SETTINGS, SETTINGS], {
    encoding: 'utf8',
  });
  return status === 0
    ? null
    : `no mount namespace of its own for a process: ${stderr?.trim() || 'there is no unshare'}`;
}

/**
 * Writes a script that runs Chromium with a policy for the extension in place of the system's, in a mount namespace of
 * its own.
 *
 * @param folder an empty one
 * @returns the script's path
 */
export function managedChromium(folder: string, policy: object): string {
  const settings = path.join(folder, 'settings');
  const managed = path.join(settings, 'policies/managed');
  mkdirSync(managed, { recursive: true });
  const policies = { '3rdparty': { extensions: { [EXTENSION_ID]: policy } } };
  writeFileSync(path.join(managed, 'datagauge.json'), JSON.stringify(policies));
  const executable = path.join(folder, 'chromium');
  const inside = `mount --bind '${settings}' ${SETTINGS} && exec ${CHROMIUM} "$@"`;
  writeFileSync(
    executable,
    `#!/bin/sh\nexec unshare --mount sh -c '${inside.replaceAll("'", `'\\''`)}' chromium "$@"\n`,
    {
      mode: 0o755,
    },
  );
  return executable;
}
