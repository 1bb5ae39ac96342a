import { GATEWAY, NO_BYTES } from '../support/network.mjs';
import { NO_COUNTS } from '../support/host-answers.mjs';
import { until } from '../support/server.mjs';

/**
 * @typedef {import('../support/meter.mjs').Count} Count
 * @typedef {import('../support/meter.mjs').Reading} Reading
 * @typedef {{ down: number, up: number }} Bytes
 *
 * What only the time of a visit can tell. The rest is read once all sites have been visited, so that what a site's
 * connections cost when the browser gets round to closing them is still that site's.
 *
 * @typedef {object} Visit
 * @property {import('../support/site.mjs').Site} site
 * @property {Map<string, Bytes>} elsewhere what the meter added to other sites' rows meanwhile, `''` included
 * @property {import('../support/network.mjs').HostBytes} peers what its pages and others' browsers sent each other
 * @property {number} seconds
 *
 * @typedef {Omit<Visit, 'site' | 'peers'> & {
 *   site: string, kind: string,
 *   truth: Bytes,
 *   hosts: Map<string, Bytes>,
 *   packets: Bytes,
 *   body: import('../support/host-answers.mjs').BodyCounts,
 *   meter: Count | null,
 *   meterBody: Bytes,
 *   connections: Map<string, number>,
 *   meterHosts: Map<string, Count>,
 * }} Outcome `truth`: IP bytes of the site's hosts, `hosts` by name; `meter`: null without meter, `meterBody`: what of it
 *   it takes for bodies; `packets`: how many;
 *   `connections`: TCP's, by host
 */

/** Two looks at the counters that far apart see the same: nothing is on its way any more. */
const QUIET_MS = 300;
const NOTHING = { down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 };

/**
 * @param {ReturnType<typeof import('../support/network.mjs').createCounters>} counters
 * @param {() => Promise<boolean>} settled
 */
export async function untilQuiet(counters, settled = async () => true) {
  let now = await counters.read();
  await until(async () => {
    const last = now;
    await new Promise((next) => setTimeout(next, QUIET_MS));
    now = await counters.read();
    return last.down === now.down && last.up === now.up && (await settled());
  }, 30_000);
  return now;
}

/** @param {ReturnType<typeof import('../support/network.mjs').createCounters>} counters */
const peersOf = async (counters) => (await counters.read()).hosts.get(GATEWAY) ?? NO_BYTES;

/**
 * Visits one site while nothing else is visited.
 *
 * @param {object} options
 * @param {import('../support/site.mjs').Site} options.site
 * @param {import('../support/tab.mjs').Browser} options.browser
 * @param {import('../support/server.mjs').BenchServer} options.server
 * @param {ReturnType<typeof import('../support/network.mjs').createCounters>} options.counters
 * @param {{ read: () => Promise<Reading> } | null} options.meter
 * @param {() => Promise<import('../support/tab.mjs').Tab>} options.elsewhere
 * @returns {Promise<Visit>}
 */
export async function measureVisit({ site, browser, server, counters, meter, elsewhere: openElsewhere }) {
  const started = performance.now();
  const before = await meter?.read();
  const peersBefore = await peersOf(counters);
  const tab = await browser.newTab();
  try {
    await site.visit(tab, { elsewhere: openElsewhere, arrived: () => untilQuiet(counters) });
  } catch (error) {
    throw new Error(`${site.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  await tab.close();
  await server.closeConnections();
  await untilQuiet(counters, async () => (await server.openConnections()) === 0);
  const after = await meter?.read();
  const peersAfter = await peersOf(counters);

  /** @type {Map<string, Bytes>} */
  const elsewhere = new Map();
  for (const [name, row] of after?.sites ?? []) {
    const old = before?.sites.get(name) ?? NOTHING;
    const added = { down: row.down - old.down, up: row.up - old.up };
    if (name !== site.name && (added.down || added.up)) elsewhere.set(name, added);
  }
  const peers = { ...NO_BYTES, packets: { ...NO_BYTES.packets } };
  for (const way of /** @type {const} */ (['down', 'up'])) {
    peers[way] = peersAfter[way] - peersBefore[way];
    peers.packets[way] = peersAfter.packets[way] - peersBefore.packets[way];
  }
  return { site, elsewhere, peers, seconds: (performance.now() - started) / 1000 };
}

/**
 * What the network and the meter say of a site when all is over.
 *
 * @param {Visit} visit
 * @param {{ truth: Map<string, import('../support/network.mjs').HostBytes>, counts: Map<string, import('../support/host-answers.mjs').BodyCounts> }} byHost
 * @param {Reading | null} reading
 * @returns {Outcome}
 */
export function outcomeOf({ site, peers, ...visit }, { truth, counts }, reading) {
  const names = site.hosts.map(({ name }) => name);
  const hosts = new Map(names.map((name) => [name, truth.get(name) ?? NO_BYTES]));
  // Past all servers there is no host's name, on the meter's side neither.
  if (peers.down > 0) hosts.set('', peers);
  const sum = (
    /** @type {'down' | 'up'} */ way,
    of = (/** @type {import('../support/network.mjs').HostBytes} */ row) => /** @type {Bytes} */ (row),
  ) => [...hosts.values()].reduce((all, row) => all + of(row)[way], 0);
  const body = { ...NO_COUNTS };
  for (const key of /** @type {(keyof typeof body)[]} */ (Object.keys(body))) {
    body[key] = names.reduce((all, name) => all + (counts.get(name)?.[key] ?? 0), 0);
  }
  const own = [...(reading?.hosts ?? [])].flatMap(([key, row]) => {
    const [owner, host = ''] = key.split(' ');
    return owner === site.name ? [/** @type {const} */ ([host, row])] : [];
  });
  return {
    ...visit,
    site: site.name,
    kind: site.kind,
    hosts,
    body,
    connections: new Map(names.map((name) => [name, counts.get(name)?.connections ?? 0])),
    meterHosts: new Map(own),
    truth: { down: sum('down'), up: sum('up') },
    packets: { down: sum('down', (row) => row.packets), up: sum('up', (row) => row.packets) },
    meter: reading && (reading.sites.get(site.name) ?? NOTHING),
    meterBody: reading?.bodies.get(site.name) ?? { down: 0, up: 0 },
  };
}
