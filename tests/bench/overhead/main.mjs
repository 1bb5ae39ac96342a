// What metering costs: the same pages, alternately, in a browser with the built extension, in one with the least that
// any meter needs, and in one with none.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
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
import { PARTS } from './without-part.mjs';

const PAGES = [
  { requests: 170, hosts: 42, scale: 0.3 },
  { requests: 260, hosts: 75, scale: 0.1 },
];
/**
 * The most that a page load may take relative to one empty listener, and ms of the worker's processor time for each
 * request.
 */
const LIMITS = { againstEmpty: 1.05, workerMs: 0.3 };

/** Visits of each page in a profile: a trace of more is too long a string for Node. */
const PROFILED_VISITS = 3;

/**
 * Visits by contender: the build (`ours`), other requested builds, one empty listener (`empty`) and no extension
 * (`none`).
 *
 * @typedef {Record<string, import('./contender.mjs').Visit[]>} Visits
 */

/**
 * Serves all hosts on one port, each at an address of its own.
 *
 * @param {import('../support/site.mjs').Site[]} sites @param {string} folder
 */
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

/** Figures of every contender, relative to `empty` and `none`. @param {Visits} visits @param {number} requests */
function figuresOf(visits, requests) {
  const load = (/** @type {string} */ name) => (visits[name] ?? []).map(({ loadMs }) => loadMs);
  const cpu = (/** @type {string} */ name) => (visits[name] ?? []).map(({ allMs }) => allMs);
  const each = (/** @type {string} */ name, /** @type {'workerMs' | 'browserMs'} */ part) => {
    const all = visits[name] ?? [];
    return round(all.reduce((sum, visit) => sum + visit[part], 0) / all.length / requests, 3);
  };
  const names = Object.keys(visits);
  const by = (/** @type {string[]} */ some, /** @type {(name: string) => any} */ figure) =>
    Object.fromEntries(some.map((name) => [name, figure(name)]));
  const extensions = names.filter((name) => name !== 'none');
  const ours = extensions.filter((name) => name !== 'empty');
  return {
    requests,
    loadMs: by(names, (name) => Math.round(quantile(load(name), 0.5))),
    toEmpty: by(ours, (name) => ratioOf(load(name), load('empty'))),
    /** Processor time of all processes together: it shows differences that variations of the load time hide. */
    cpuToEmpty: by(ours, (name) => ratioOf(cpu(name), cpu('empty'))),
    toNone: by(extensions, (name) => ratioOf(load(name), load('none'))),
    workerMsPerRequest: by(extensions, (name) => each(name, 'workerMs')),
    browserMsPerRequest: by(names, (name) => each(name, 'browserMs')),
  };
}

/**
 * The extensions' folders by contender; `null`: no extension.
 *
 * @param {string} folder for copies, so that a build made meanwhile changes nothing
 * @returns {Record<string, string | null>}
 */
function extensionsIn(folder) {
  const copy = (/** @type {string} */ from, /** @type {string} */ name) => {
    const to = path.join(folder, 'extensions', name);
    cpSync(from, to, { recursive: true });
    return to;
  };
  const [own = '', ...others] = options.extension;
  const ours = copy(own, 'ours');
  const besides = others.map((build) => [build, copy(build, path.basename(path.resolve(build)))]);
  const less = options.without.map((parts) => {
    const name = `without-${parts}`;
    const variant = copy(own, name);
    for (const part of parts.split('+')) PARTS[part]?.(variant);
    return [name, variant];
  });
  return {
    ours,
    ...Object.fromEntries([...besides, ...less]),
    empty: writeEmptyExtension(path.join(folder, 'extensions', 'one-listener')),
    none: null,
  };
}

const options = parseOptions(process.argv.slice(2));
const builds = options.extension.map((build) => path.join(build, 'manifest.json'));
const lacks = [CHROMIUM, ...builds].filter((file) => !existsSync(file));
if (!isInstalled('openssl')) lacks.push('openssl');
if (options.help) console.log(USAGE);
else if (lacks.length) console.log(`bench:overhead skipped. It needs:\n  ${lacks.join('\n  ')}`);
else process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-overhead-'));
  const extensions = extensionsIn(folder);
  const names = Object.keys(extensions);
  const pages = PAGES.filter(({ requests }) => !options.page || options.page === requests);
  const sites = pages.map((page) => pageMix({ name: `lane-${page.requests}.test`, ...page }));
  const { server, addresses } = await serve(sites, folder);
  /** @type {Record<string, Awaited<ReturnType<typeof startContender>>>} */
  const contenders = {};
  const results = [];
  try {
    for (const [name, extension] of Object.entries(extensions))
      contenders[name] = await startContender({ folder: path.join(folder, path.basename(name)), extension, addresses });
    for (const [n, site] of sites.entries()) {
      if (options.profile) {
        /** @type {Record<string, Map<string, number>>} */
        const parts = {};
        for (const name of names.filter((one) => one !== 'none'))
          parts[name] = (await contenders[name]?.profile(site, PROFILED_VISITS)) ?? new Map();
        console.log(`${pages[n]?.requests} requests:\n${partsTable(parts, PROFILED_VISITS)}`);
        continue;
      }
      /** @type {Visits} */
      const visits = Object.fromEntries(names.map((name) => [name, []]));
      // The first round warms up. Each contender takes each position equally often.
      for (let round = -1; round < options.pairs; round++)
        for (let turn = 0; turn < names.length; turn++) {
          const name = names[(turn + round + names.length) % names.length] ?? '';
          const visit = await contenders[name]?.visit(site);
          await server.closeConnections();
          if (visit && round >= 0) visits[name]?.push(visit);
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
    ({ toEmpty, workerMsPerRequest }) =>
      !(toEmpty.ours.median <= LIMITS.againstEmpty && workerMsPerRequest.ours <= LIMITS.workerMs),
  );
  for (const { requests } of over) console.error(`over the limit: the page of ${requests} requests`);
  const { pairs } = options;
  console.log(
    `BENCH overhead ${JSON.stringify({ pairs, cores: cpus().length, limits: LIMITS, pages: results, within: over.length === 0 })}`,
  );
  return options.limits && over.length ? 1 : 0;
}
