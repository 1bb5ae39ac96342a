import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The least that any meter needs: the same access to sites, and one `onCompleted` listener, which ignores the response
 * headers that it requests.
 *
 * @param {string} folder
 */
export function writeEmptyExtension(folder) {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'One empty listener',
    version: '1',
    permissions: ['webRequest'],
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'worker.js' },
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    path.join(folder, 'worker.js'),
    `chrome.webRequest.onCompleted.addListener(() => {}, { urls: ['<all_urls>'] }, ['responseHeaders']);`,
  );
  return folder;
}
