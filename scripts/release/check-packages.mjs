import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainOutput, root, tool } from '../project.mjs';
import { unpackZip } from './unpack-zip.mjs';

/**
 * Whether this commit's packages are reproducible. The sources package is unpacked into another folder, everything is
 * packed from there in another time zone and with another umask, and each package is compared byte by byte with the one
 * in `.output/`. This also proves that the sources are all that a build needs.
 *
 * @returns {string[]} the differences, in words; empty when there is none
 */
export function checkPackages() {
  const names = packageNames();
  const elsewhere = realpathSync(mkdtempSync(path.join(tmpdir(), 'datagauge-sources-')));
  try {
    unpackZip(path.join(root, '.output', names.sources), elsewhere);
    symlinkSync(path.join(root, 'node_modules'), path.join(elsewhere, 'node_modules'));
    for (const browser of ['chrome', 'firefox']) pack(elsewhere, browser);
    return Object.values(names).flatMap((name) => {
      const [here, there] = [root, elsewhere].map((folder) => sha256(path.join(folder, '.output', name)));
      console.log(`${name} ${here}`);
      return here === there ? [] : [`${name}: ${here} here, ${there} from its sources elsewhere`];
    });
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

function packageNames() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const named = (/** @type {string} */ what) => `${name}-${version}-${what}.zip`;
  return { chrome: named('chrome'), firefox: named('firefox'), sources: named('sources') };
}

/** @param {string} folder @param {string} browser */
function pack(folder, browser) {
  const [node, wxt] = tool('wxt');
  const usual = process.umask(0o077);
  const { status, stdout, stderr } = spawnSync(node, [wxt, 'zip', '-b', browser], {
    cwd: folder,
    env: { ...process.env, ...plainOutput, TZ: 'Pacific/Chatham' },
    encoding: 'utf8',
  });
  process.umask(usual);
  if (status !== 0) throw new Error(`wxt zip -b ${browser} fails with the sources package alone:\n${stdout}${stderr}`);
}

/** @param {string} file */
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
