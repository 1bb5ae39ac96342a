import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SIZE = '320m';
const BLOCK = Buffer.alloc(1 << 20, 1);

/**
 * A folder for profiles on a small disk of its own, which can be filled to the last byte. Where none can be mounted (it
 * requires root) it is an ordinary folder, and `fill` is absent.
 */
export function createDisk() {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-durability-'));
  const isOwn = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'none', folder]).status === 0;
  const ballast = path.join(folder, 'ballast');
  const profile = path.join(folder, 'profile');
  mkdirSync(profile);
  const empty = () => rmSync(ballast, { force: true });
  const fill = () => {
    const file = openSync(ballast, 'w');
    for (const block of [BLOCK, BLOCK.subarray(0, 4096)])
      try {
        while (writeSync(file, block) === block.length);
      } catch (error) {
        if (/** @type {{ code?: string }} */ (error).code !== 'ENOSPC') throw error;
      }
    closeSync(file);
  };
  return {
    folder,
    profile,
    ...(isOwn && { fill, empty }),
    remove: () => {
      if (isOwn) spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
