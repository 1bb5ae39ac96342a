// What listening costs: the same pages, by turns, in a browser with the built extension, in one with the least that
// any meter needs, and in one with none.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { pageMix } from '../accuracy/scenarios/page-mix.mjs';
import { createAuthority } from '../support/authority.mjs';
import { CHROMIUM } from '../support/chromium.mjs';
import { isInstalled } from '../support/network.mjs';
import { createBenchServer } from '../support/server.mjs';
import { startContender } from './contender.mjs';
import { partsTable } from './cpu-parts.mjs';
import { writeEmptyExtension } from './empty-extension.mjs';
import { parseOptions, USAGE } from './options.mjs';
import { quantile, ratioOf, round } from './statistics.mjs';

const PAGES = [
  { requests: 170, hosts: 42, scale: 0.3 },
  { requests: 260, hosts: 75, scale: 0.1 },
];
/** Page load against one empty listener, and ms of the worker's processor time a request. */
const LIMITS = { againstEmpty: 1.05, workerMs: 0.3 };

/** Of each page where it is profiled: a trace of more is a text that Node cannot hold. */
const PROFILED_VISITS = 3;

/** @typedef {'ours' | 'empty' | 'none'} Name */
const NAMES = /** @type {const} */ (['ours', 'empty', 'none']);

/** All hosts on one port, each at an address of its own. @param {import('../support/site.mjs').Site[]} sites @param {string} folder */
async function serve(sites, folder) {
  const authority = createAuthority(folder);
  const hosts = sites.flatMap((site) => site.hosts);
  const names = hosts.map(({ name }) => name);
  const certificate = { ec: await authority.issue(names, 'ec'), rsa: await authority.issue(names, 'rsa') };
  const addressOf = (/** @type {number} */ n) => `127.1.${n >> 7}.${(n & 127) + 1}`;
  const server = createBenchServer(
    hosts.map((host, n) => ({ ...host, address: addressOf(n), certificate: certificate[host.key] })),
  );
  const port = await server.listen(0);
  return { server, addresses: new Map(names.map((name, n) => [name, `${addressOf(n)}:${port}`])) };
}

/** @param {Record<Name, import('./contender.mjs').Visit[]>} visits @param {number} requests */
function figuresOf(visits, requests) {
  const load = (/** @type {Name} */ name) => visits[name].map(({ loadMs }) => loadMs);
  const each = (/** @type {Name} */ name, /** @type {'workerMs' | 'browserMs'} */ part) => {
    const sum = visits[name].reduce((all, visit) => all + visit[part], 0);
    return round(sum / visits[name].length / requests, 3);
  };
  return {
    requests,
    loadMs: Object.fromEntries(NAMES.map((name) => [name, Math.round(quantile(load(name), 0.5))])),
    oursToEmpty: ratioOf(load('ours'), load('empty')),
    oursToNone: ratioOf(load('ours'), load('none')),
    emptyToNone: ratioOf(load('empty'), load('none')),
    workerMsPerRequest: { ours: each('ours', 'workerMs'), empty: each('empty', 'workerMs') },
    browserMsPerRequest: Object.fromEntries(NAMES.map((name) => [name, each(name, 'browserMs')])),
  };
}

const options = parseOptions(process.argv.slice(2));
const lacks = [CHROMIUM, path.join(options.extension, 'manifest.json')].filter((file) => !existsSync(file));
if (!isInstalled('openssl')) lacks.push('openssl');
if (options.help) console.log(USAGE);
else if (lacks.length) console.log(`bench:overhead skipped. It needs:\n  ${lacks.join('\n  ')}`);
else process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-overhead-'));
  const extension = path.join(folder, 'extension');
  mkdirSync(extension);
  cpSync(options.extension, extension, { recursive: true }); // a build made meanwhile changes nothing
  const pages = PAGES.filter(({ requests }) => !options.page || options.page === requests);
  const sites = pages.map((page) => pageMix({ name: `lane-${page.requests}.test`, ...page }));
  const { server, addresses } = await serve(sites, folder);
  /** @type {Partial<Record<Name, Awaited<ReturnType<typeof startContender>>>>} */
  const contenders = {};
  const results = [];
  try {
    const extensions = { ours: extension, empty: writeEmptyExtension(path.join(folder, 'one-listener')), none: null };
    for (const name of NAMES)
      contenders[name] = await startContender({
        folder: path.join(folder, name),
        extension: extensions[name],
        addresses,
      });
    for (const [n, site] of sites.entries()) {
      if (options.profile) {
        /** @type {Record<string, Map<string, number>>} */
        const parts = {};
        for (const name of /** @type {const} */ (['ours', 'empty']))
          parts[name] = (await contenders[name]?.profile(site, PROFILED_VISITS)) ?? new Map();
        console.log(`${pages[n]?.requests} requests:\n${partsTable(parts, PROFILED_VISITS)}`);
        continue;
      }
      /** @type {Record<Name, import('./contender.mjs').Visit[]>} */
      const visits = { ours: [], empty: [], none: [] };
      // The first round warms up. Each comes first, second and last as often as the others.
      for (let round = -1; round < options.pairs; round++)
        for (let turn = 0; turn < NAMES.length; turn++) {
          const name = /** @type {Name} */ (NAMES[(turn + round + NAMES.length) % NAMES.length]);
          const visit = await contenders[name]?.visit(site);
          await server.closeConnections();
          if (visit && round >= 0) visits[name].push(visit);
        }
      const figures = figuresOf(visits, pages[n]?.requests ?? NaN);
      console.log(`${figures.requests} requests: ${JSON.stringify(figures, null, 2)}`);
      results.push(figures);
    }
  } finally {
    for (const contender of Object.values(contenders)) await contender.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (options.profile) return 0;
  // What was not measured at all (NaN) is within no limit.
  const over = results.filter(
    ({ oursToEmpty, workerMsPerRequest }) =>
      !(oursToEmpty.median <= LIMITS.againstEmpty && workerMsPerRequest.ours <= LIMITS.workerMs),
  );
  for (const { requests } of over) console.error(`over the limit: the page of ${requests} requests`);
  const { pairs } = options;
  console.log(
    `BENCH overhead ${JSON.stringify({ pairs, cores: cpus().length, limits: LIMITS, pages: results, within: over.length === 0 })}`,
  );
  return options.limits && over.length ? 1 : 0;
}
