// How far the meter is from what a carrier counts. Makes two network namespaces with a link between them, and runs
// `measure.mjs` in the server's; it is taken down again whatever happens in there.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHROMIUM } from '../support/chromium.mjs';
import { FIREFOX } from '../support/firefox.mjs';
import { createNetwork, isInstalled, missingForNetwork } from '../support/network.mjs';
import { parseOptions, USAGE } from './options.mjs';

/** @param {import('./options.mjs').Options} options */
function missing({ browser, front }) {
  const binary = browser === 'firefox' ? FIREFOX : CHROMIUM;
  const tools = { openssl: 'openssl', certutil: 'libnss3-tools', ffmpeg: 'ffmpeg' };
  if (front) Object.assign(tools, { [front.binary]: front.package });
  return [
    ...missingForNetwork(),
    ...(existsSync(binary) ? [] : [`${binary} (or set ${browser.toUpperCase()})`]),
    ...Object.entries(tools).flatMap(([tool, pkg]) => (isInstalled(tool) ? [] : [`${tool} (Debian package ${pkg})`])),
  ];
}

/** @param {string[]} args @returns {Promise<number>} the exit code */
async function main(args) {
  const options = parseOptions(args);
  if (options.help) return (console.log(USAGE), 0);
  const lacks = missing(options);
  if (lacks.length) return (console.log(`bench:accuracy skipped. It needs:\n  ${lacks.join('\n  ')}`), 0);
  const built = path.resolve(
    options.extension ?? `.output/${options.browser === 'firefox' ? 'firefox' : 'chrome'}-mv3`,
  );
  if (!options.withoutExtension && !existsSync(path.join(built, 'manifest.json'))) {
    console.error(`no extension in ${built}: npm run build, or --no-extension for the network's figures alone`);
    return 1;
  }

  const network = createNetwork(process.pid.toString(36), options);
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-bench-'));
  const extension = options.withoutExtension ? '' : path.join(folder, 'extension');
  const close = () => {
    network.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await network.open();
  } catch (error) {
    close();
    console.log(`bench:accuracy skipped: this machine makes no network namespaces for us (${String(error).trim()})`);
    return 0;
  }
  process.once('exit', close); // also for whatever is thrown from here on
  // A copy, so that a build made meanwhile changes nothing.
  if (extension) cpSync(built, extension, { recursive: true });
  const inside = spawn(
    'ip',
    ['netns', 'exec', network.server, process.execPath, path.join(import.meta.dirname, 'measure.mjs'), ...args],
    { stdio: 'inherit', env: { ...process.env, BENCH_AT: JSON.stringify({ ...network, folder, extension }) } },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => inside.kill('SIGTERM'));
  return new Promise((done) => inside.on('close', (code, signal) => done(code ?? (signal ? 130 : 1))));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
