import { FAULTS } from './faults.mjs';
import { randomOf } from './random.mjs';

/**
 * @typedef {import('./faults.mjs').Browser} Browser
 * @typedef {{ browser: Browser; server: Awaited<ReturnType<typeof import('./server.mjs').startServer>>; disk: import('./faults.mjs').Disk; restart: (timeZone?: string) => Promise<Browser> }} World
 * @typedef {{ round: number; fault: string; requests: number; counted: number; bytes: number; sure: number; down: number; lossMs: number; faults: string[] }} Outcome
 *   `sure`: body bytes that must be counted; `lossMs`: how long before the fault the first missing request ended, or 0
 */

/**
 * What ended `LAST_MS` before a fault with `loses` must be on disk; what comes `WAKING_MS` after a worker was stopped
 * wakes it, and must be counted.
 */
const [LAST_MS, WAKING_MS] = [1000, 200];
/** Heads and packets add to the bodies at most this share, and this many bytes per request. */
const MOST = { share: 1.1, request: 8000 };
const REQUESTS = 24;
const DAY = 86_400_000;

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {Browser} browser @param {number} from @param {number} to epoch ms */
const report = (browser, from, to) =>
  browser.send({
    type: 'report',
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    includeUnmetered: true,
  });

/**
 * Everything counted: clocks are set ahead by a year and a half at most.
 *
 * @param {Browser} browser @param {string} site
 */
async function counted(browser, site) {
  const all = await report(browser, Date.now() - 40 * DAY, Date.now() + 600 * DAY);
  const found = all.sites.find((/** @type {{ site: string }} */ one) => one.site === site);
  return { all, ...(found ?? { down: 0, up: 0, requests: 0, kinds: {}, hosts: [] }) };
}

/**
 * The counted figures once they no longer change.
 *
 * @param {Browser} browser @param {string} site @param {number} expected requests
 */
async function settled(browser, site, expected) {
  let last = await counted(browser, site);
  for (let still = 0, tries = 0; still < 3 && tries < 100; tries++) {
    await pause(200);
    const next = await counted(browser, site);
    still = next.down === last.down && (next.requests >= expected || tries > 12) ? still + 1 : 0;
    last = next;
  }
  return last;
}

/**
 * Whether reports before and after an instant add up to the whole.
 *
 * @param {Browser} browser @param {Awaited<ReturnType<typeof counted>>} got
 */
async function isWhole(browser, got) {
  const cut = Math.floor(Date.now() / DAY) * DAY;
  const from = Date.parse(got.all.from);
  const to = Date.parse(got.all.to);
  const [before, after] = [await report(browser, from, cut), await report(browser, cut, to)];
  // A slot that contains the instant is in both.
  if (before.to !== after.from) return true;
  return before.total.requests + after.total.requests === got.all.total.requests;
}

/**
 * @param {World} world
 * @param {number} seed
 * @param {number} round
 * @param {string} [only] the fault's name; by turns where none is named
 * @returns {Promise<Outcome>}
 */
export async function runRound(world, seed, round, only) {
  const random = randomOf(seed, round);
  const fault = only === undefined ? FAULTS[round % FAULTS.length] : FAULTS.find(({ name }) => name === only);
  if (!fault) throw new Error(`no fault: ${FAULTS.map(({ name }) => name).join(', ')}`);
  const site = `round-${round}.test`;
  const earlier = (await counted(world.browser, site)).all.total;
  const page = await world.browser.context.newPage();
  await page.goto(`http://${site}:${world.server.port}/?size=2000`);
  const urls = Array.from({ length: REQUESTS }, (_, index) => {
    const size = 1000 + Math.floor(random() * 200_000);
    return `/r?size=${size}${index % 3 === 0 ? '&chunked' : ''}`;
  });
  const traffic = page
    .evaluate(async (all) => {
      for (const url of all) {
        await fetch(url).then((response) => response.arrayBuffer());
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    }, urls)
    .catch(() => {});
  const repairBefore = await fault.before?.({ browser: world.browser, page, disk: world.disk });
  await pause(300 + random() * 1500);
  const beganAt = Date.now();
  const repair = await fault.run({ browser: world.browser, page, disk: world.disk });
  const doneAt = Date.now();
  if (fault.restarts) {
    await repair();
    await repairBefore?.();
    world.browser = await world.restart(fault.restarts === true ? undefined : fault.restarts);
  } else {
    await pause(1500);
    await repair();
    await repairBefore?.();
  }
  await traffic;
  const sent = world.server.sentTo(site);
  const isOver = (/** @type {number | null} */ at) => at !== null && at < beganAt;
  const isSure = (/** @type {number | null} */ at) =>
    at !== null && (fault.loses !== true || at < beganAt - LAST_MS || (!fault.restarts && at > doneAt + WAKING_MS));
  const before = sent.filter(({ endedAt }) => isSure(endedAt));
  const got = await settled(world.browser, site, fault.loses ? before.length : sent.length);
  const sum = (/** @type {typeof sent} */ some) => some.reduce((all, { bytes }) => all + bytes, 0);
  const most = sum(sent) * MOST.share + sent.length * MOST.request;
  const cells = [got, ...got.hosts, ...Object.values(got.kinds)];
  const first = sent.filter(({ endedAt }) => isOver(endedAt))[got.requests];
  const faults = [
    ...((fault.turnsClock ? got.high : got.down) < sum(before) || got.requests < before.length ? ['lost'] : []),
    ...(got.down > most || got.requests > sent.length ? ['twice'] : []),
    ...(cells.some(({ down, up, low, requests }) => Math.min(down, up, low, requests) < 0) ? ['negative'] : []),
    ...((await isWhole(world.browser, got)) ? [] : ['torn']),
    ...(got.all.total.requests - got.requests < earlier.requests ? ['earlier lost'] : []),
  ];
  if (!fault.restarts) await page.close();
  return {
    round,
    fault: fault.name,
    requests: sent.length,
    counted: got.requests,
    bytes: sum(sent),
    sure: sum(before),
    down: got.down,
    lossMs: fault.restarts && first?.endedAt ? beganAt - first.endedAt : 0,
    faults,
  };
}
