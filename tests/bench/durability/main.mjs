// What is lost, and what is counted twice, when things go wrong in the middle of known traffic: each round has a site of its
// own, whose requests and bytes the server knows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser.mjs';
import { FAULTS } from './faults.mjs';
import { startServer } from './server.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
/** What was over so long before a kill must be on the disk; what comes so long after a worker was stopped wakes it. */
const [LAST_MS, WAKING_MS] = [1000, 200];
/** Heads and packets add to the body at most this share, and this much a request. */
const MOST = { share: 1.1, request: 8000 };
const REQUESTS = 30;

const profile = mkdtempSync(path.join(tmpdir(), 'datagauge-durability-'));
const server = await startServer();
let browser = await startBrowser(profile);
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} site */
async function counted(site) {
  const from = new Date(Date.now() - 40 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 40 * 86_400_000).toISOString();
  const report = await browser.send({ type: 'report', from, to, includeUnmetered: true });
  const found = report.sites.find((/** @type {{ site: string }} */ one) => one.site === site);
  return found ?? { down: 0, up: 0, requests: 0, kinds: {}, hosts: [] };
}

/** The figures once they no longer change. @param {string} site @param {number} expected requests */
async function settled(site, expected) {
  let last = await counted(site);
  for (let still = 0, tries = 0; still < 3 && tries < 100; tries++) {
    await pause(200);
    const next = await counted(site);
    still = next.down === last.down && (next.requests >= expected || tries > 25) ? still + 1 : 0;
    last = next;
  }
  return last;
}

/** @param {number} round */
async function runRound(round) {
  const fault = FAULTS[round % FAULTS.length];
  if (!fault) throw new Error('no fault');
  const site = `round-${round}.test`;
  const page = await browser.context.newPage();
  await page.goto(`http://${site}:${server.port}/?size=2000`);
  const sizes = Array.from({ length: REQUESTS }, () => 1000 + Math.floor(Math.random() * 200_000));
  const traffic = page
    .evaluate(async (all) => {
      for (const size of all) {
        await fetch(`/r?size=${size}`).then((response) => response.arrayBuffer());
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    }, sizes)
    .catch(() => {});
  await pause(500 + Math.random() * 2000);
  const beganAt = Date.now();
  const mend = await fault.run(browser, page);
  const doneAt = Date.now();
  if (fault.kills) browser = await startBrowser(profile);
  else {
    await pause(1500);
    await mend();
  }
  await traffic;
  const sent = server.sentTo(site);
  const isSure = (/** @type {number} */ at) =>
    fault.loses !== true || at < beganAt - LAST_MS || (!fault.kills && at > doneAt + WAKING_MS);
  const before = sent.filter(({ endedAt }) => endedAt !== null && isSure(endedAt));
  const got = await settled(site, fault.loses ? before.length : sent.length);
  const least = before.reduce((sum, { bytes }) => sum + bytes, 0);
  const most = sent.reduce((sum, { bytes }) => sum + bytes, 0) * MOST.share + sent.length * MOST.request;
  const cells = [got, ...got.hosts, ...Object.values(got.kinds)];
  const faults = [
    ...(got.down < least || got.requests < before.length ? ['lost'] : []),
    ...(got.down > most || got.requests > sent.length ? ['twice'] : []),
    ...(cells.some(({ down, up, requests }) => Math.min(down, up, requests) < 0) ? ['negative'] : []),
  ];
  if (!fault.kills) await page.close();
  return {
    fault: fault.name,
    sent: sent.length,
    served: most,
    bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0),
    sure: least,
    got,
    faults,
  };
}

/** @type {Record<string, { rounds: number; requests: number; counted: number; bytes: number; sure: number; down: number; lost: number; twice: number; negative: number }>} */
const table = {};
for (let round = 0; round < rounds; round++) {
  const { fault, sent, bytes, sure, got, faults } = await runRound(round);
  const row = (table[fault] ??= {
    rounds: 0,
    requests: 0,
    counted: 0,
    bytes: 0,
    sure: 0,
    down: 0,
    lost: 0,
    twice: 0,
    negative: 0,
  });
  row.rounds++;
  row.requests += sent;
  row.counted += got.requests;
  row.bytes += bytes;
  row.sure += sure;
  row.down += got.down;
  for (const kind of /** @type {const} */ (['lost', 'twice', 'negative'])) row[kind] += faults.includes(kind) ? 1 : 0;
  if (faults.length > 0)
    console.log(
      `round ${round} (${fault}): ${faults.join(', ')}; ${sent} sent, ${got.requests} counted, at least ${sure}, at most ${bytes} body bytes, ${got.down} counted`,
    );
}
await browser.close();
server.close();
rmSync(profile, { recursive: true, force: true });

console.table(table);
const sum = (/** @type {'lost' | 'twice' | 'negative'} */ kind) =>
  Object.values(table).reduce((all, row) => all + row[kind], 0);
const verdict = { bench: 'durability', rounds, lost: sum('lost'), twice: sum('twice'), negative: sum('negative') };
console.log(JSON.stringify(verdict));
if (verdict.lost + verdict.twice + verdict.negative > 0) process.exitCode = 1;
