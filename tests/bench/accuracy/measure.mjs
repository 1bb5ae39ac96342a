// The bench itself; runs in the server's network namespace, which `main.mjs` has made.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAuthority } from '../support/authority.mjs';
import { startChromium } from '../support/chromium.mjs';
import { createElsewhere } from '../support/elsewhere.mjs';
import { startFirefox } from '../support/firefox.mjs';
import { createFrontedServer } from '../support/fronted-server.mjs';
import { createMeter } from '../support/meter.mjs';
import { addressOf, createCounters, GATEWAY, NO_BYTES } from '../support/network.mjs';
import { createBenchServer } from '../support/server.mjs';
import { parseOptions } from './options.mjs';
import { score } from './score.mjs';
import { entriesOf } from './sets/entries-of.mjs';
import { printHosts, printRun, printSpread } from './table.mjs';
import { measureVisit, outcomeOf, untilQuiet } from './visit.mjs';

const options = parseOptions(process.argv.slice(2));
/** @type {{ server: string, browser: string, link: string, headerBytes: number, folder: string, extension: string }} */
const at = JSON.parse(process.env.BENCH_AT ?? '{}');

/** One certificate for a domain and all below it. @param {string} host */
const domainOf = (host) => host.split('.').slice(-2).join('.');

/** @param {import('../support/site.mjs').Site[]} sites @param {import('../support/authority.mjs').Authority} authority @param {string} folder */
async function startServer(sites, authority, folder) {
  const wanted = sites.flatMap((site) => site.hosts);
  /** @type {Map<string, ReturnType<typeof authority.issue>>} */
  const certificates = new Map();
  for (const { name, key } of wanted) {
    const domain = domainOf(name);
    if (certificates.has(`${key} ${domain}`)) continue;
    const issued = authority.issue([domain, `*.${domain}`], key);
    certificates.set(`${key} ${domain}`, issued);
    if (certificates.size % 2 === 0) await issued; // no more than a few at once
  }
  const hosts = wanted.map(async (host, n) => ({
    ...host,
    address: addressOf(n),
    certificate: await /** @type {ReturnType<typeof authority.issue>} */ (
      certificates.get(`${host.key} ${domainOf(host.name)}`)
    ),
  }));
  const list = await Promise.all(hosts);
  const server = options.front ? createFrontedServer(list, options.front, folder) : createBenchServer(list);
  await server.listen();
  return server;
}

/** All sites once, in a browser and on addresses of their own. @param {number} run */
async function measureRun(run) {
  const folder = path.join(at.folder, `run-${run}`);
  mkdirSync(folder);
  const sites = entries.map(({ make }) => make());
  const addresses = new Map(sites.flatMap((site) => site.hosts).map((host, n) => [host.name, addressOf(n)]));
  const authority = createAuthority(folder);
  const server = await startServer(sites, authority, folder);
  const counters = createCounters(at);
  counters.watch([...addresses.values(), GATEWAY]);

  const start = options.browser === 'firefox' ? startFirefox : startChromium;
  const browser = await start({ folder, namespace: at.browser, addresses, authority, extension: at.extension || null });
  const meter = await createMeter(browser);
  if ('missing' in meter) console.log(`no meter: ${meter.missing}`);
  const reader = 'read' in meter ? meter : null;
  const before = await counters.read();
  const elsewhere = createElsewhere(folder);
  const visits = [];
  let reading = null;
  try {
    for (const site of sites) {
      visits.push(await measureVisit({ site, browser, server, counters, meter: reader, elsewhere: elsewhere.newTab }));
      process.stderr.write(`  ${site.name} ${visits.at(-1)?.seconds.toFixed(1)} s\n`);
    }
    reading = (await reader?.read()) ?? null;
  } finally {
    await elsewhere.close();
    await browser.close();
  }
  await server.close();
  const after = await untilQuiet(counters);
  /** What crossed the link and is no host's. @param {'down' | 'up'} way */
  const rest = (way) => [...after.hosts.values()].reduce((left, row) => left - row[way], after[way] - before[way]);
  const truth = new Map([...addresses].map(([name, address]) => [name, after.hosts.get(address) ?? NO_BYTES]));
  return {
    name: browser.name,
    meterState: 'missing' in meter ? meter.missing : 'report',
    outcomes: visits.map((visit) => outcomeOf(visit, { truth, counts: server.counts }, reading)),
    total: reading?.total ?? null,
    rest: { down: rest('down'), up: rest('up') },
  };
}

/**
 * A site's hosts, as the network and the meter saw them, and the rows of other sites that grew meanwhile (no truth).
 *
 * @param {import('./visit.mjs').Outcome} outcome
 */
function hostsOf({ site, hosts, connections, meterHosts, elsewhere }) {
  const served = [...hosts].map(([host, truth]) => ({
    ...{ site, host, truth, meter: meterHosts.get(host) ?? null },
    connections: connections.get(host) ?? null,
  }));
  const wrong = [...elsewhere].map(([other, meter]) => ({
    ...{ site, host: `(row of '${other}')`, truth: null, meter },
    connections: null,
  }));
  return [...served, ...wrong];
}

process.on('SIGTERM', () => process.exit(130));
const entries = entriesOf(options);
if (!entries.length) {
  console.error(`no site of set ${options.set} is named like ${options.site.join(' or ')}`);
  process.exit(1);
}
const started = performance.now();
const runs = [];
for (let run = 1; run <= options.runs; run++) {
  const { outcomes, total, ...about } = await measureRun(run);
  const result = { ...about, ...score(outcomes, total), hosts: outcomes.flatMap(hostsOf) };
  printRun(result);
  if (options.hosts) printHosts(result.hosts);
  runs.push(result);
}
if (runs.length > 1) printSpread(runs);
const seconds = Math.round((performance.now() - started) / 1000);
const { set, seed, browser, mbit, rtt, short } = options;
const asked = { set, seed, browser, front: options.front?.binary ?? null, mbit, rtt, short };
if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...asked, seconds, runs }, null, 2)}\n`);
/** Without what fills screens: hosts and kinds are in the file. */
const figures = runs.map(({ hosts: _, ...result }) => ({
  ...result,
  sites: result.sites.map(({ meter, ...row }) => {
    if (!meter) return { ...row, meter };
    const { down, up, low, high, measured, requests } = meter;
    return { ...row, meter: { down, up, low, high, measured, requests } };
  }),
}));
console.log(`BENCH accuracy ${JSON.stringify({ ...asked, seconds, runs: figures })}`);
const errors = runs.map(({ all }) => all.error && Math.abs(all.error.total) * 100);
const isOff = options.within < Infinity && errors.some((error) => error === null || error > options.within);
if (isOff) console.error(`all sites together are off by more than ${options.within} %, or nothing was metered`);
process.exit(isOff ? 1 : 0);
