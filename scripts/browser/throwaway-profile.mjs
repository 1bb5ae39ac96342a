import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * An empty folder for one run of a browser.
 *
 * @returns {{ folder: string; remove: () => void }}
 */
export function createThrowawayProfile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-'));
  return {
    folder,
    // A browser's last processes may still be writing for a moment after the first one has ended.
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
