// What is lost, and what is counted twice, when faults occur in the middle of known traffic. Each round uses a site of
// its own, whose requests and bytes the server knows. Rounds are numbered; a run continues where the last one with the
// same seed stopped, and the table covers all of them. `--fresh` starts over.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser.mjs';
import { clockedBuild } from './clocked-build.mjs';
import { createDisk } from './disk.mjs';
import { runRound } from './round.mjs';
import { startServer } from './server.mjs';
import { openTally, printTally } from './tally.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    from: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Only the fault of this name. */
    fault: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    /** Starts no round after so many seconds. */
    seconds: { type: 'string', default: 'Infinity' },
  },
});
const seed = Number(values.seed);
const endsAt = Date.now() + Number(values.seconds) * 1000;
const tally = openTally(values.fault === undefined ? values.seed : `${values.seed}-${values.fault}`);
if (values.fresh) tally.clear();
const begin = values.from === undefined ? tally.read().length : Number(values.from);

const PLAN = {
  id: 'sim',
  name: 'SIM',
  timeZone: 'Europe/London',
  unit: 1000,
  activatedAt: new Date(Date.now() - 50 * 86_400_000).toISOString(),
  validity: { kind: 'open' },
  allowances: [
    { id: 'day', label: 'Day', bytes: 1e9, resets: { every: 'day', at: '01:00' }, after: { kind: 'cut' } },
    { id: 'rest', label: 'Rest', bytes: 1e12, resets: { every: 'never' }, after: { kind: 'cut' } },
  ],
};

const disk = createDisk();
const extension = clockedBuild(path.join(disk.folder, 'extension'));
const server = await startServer();
const start = (/** @type {string | undefined} */ timeZone) => startBrowser(disk.profile, extension, timeZone);
const world = { browser: await start(undefined), server, disk, restart: start };
try {
  await world.browser.send({ type: 'plan.save', plan: PLAN });
  await world.browser.send({ type: 'plan.activate', id: PLAN.id });
  for (let round = begin; round < Number(values.rounds) && Date.now() < endsAt; round++) {
    const outcome = await runRound(world, seed, round, values.fault);
    tally.add(outcome);
    if (outcome.faults.length > 0) console.log(JSON.stringify(outcome));
  }
} finally {
  await world.browser.close();
  server.close();
  disk.remove();
}

const outcomes = tally.read();
const failed = printTally(outcomes);
const worst = Math.max(0, ...outcomes.map(({ lossMs }) => lossMs));
console.log(JSON.stringify({ bench: 'durability', seed, rounds: outcomes.length, failed, worstLossMs: worst }));
if (failed > 0) process.exitCode = 1;
