import { parseArgs } from 'node:util';
import { FRONTS } from '../support/fronts.mjs';

const SETS = ['build', 'judge', 'all', 'pages-build', 'pages-judge', 'fresh', 'pages-fresh'];
const BROWSERS = ['chromium', 'firefox'];

export const USAGE = `npm run bench:accuracy -- [options]
  --set NAME       ${SETS.join(', ')} (default judge)
  --seed SEED      what the fresh sets are drawn from: letters and digits (default 1)
  --site NAME      only the sites whose name contains NAME; may be given more than once
  --browser NAME   ${BROWSERS.join(', ')} (default chromium)
  --front NAME     a server of the web in front of the bench's own: ${Object.keys(FRONTS).join(', ')} (none by default)
  --mbit N         holds the link to N Mbit/s, as a phone's does (as fast as it goes by default)
  --rtt MS         and lets there and back take MS longer
  --short          a few small sites, for a quick look
  --within N       fails where all sites together are off by more than N % (not by default)
  --runs N         each site N times, each time in a new browser (default 1)
  --json FILE      all figures, hosts included
  --hosts          prints each host of each site too
  --extension DIR  instead of .output/…-mv3
  --no-extension   only what the network and the server counted`;

/** @param {string[]} args */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      set: { type: 'string', default: 'judge' },
      seed: { type: 'string', default: '1' },
      site: { type: 'string', multiple: true, default: [] },
      browser: { type: 'string', default: 'chromium' },
      front: { type: 'string' },
      mbit: { type: 'string' },
      rtt: { type: 'string' },
      short: { type: 'boolean', default: false },
      within: { type: 'string' },
      runs: { type: 'string', default: '1' },
      json: { type: 'string' },
      hosts: { type: 'boolean', default: false },
      extension: { type: 'string' },
      'no-extension': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { 'no-extension': withoutExtension, front: frontName, ...others } = values;
  const front = frontName === undefined ? null : FRONTS[frontName];
  const within = values.within === undefined ? Infinity : Number(values.within);
  const mbit = values.mbit === undefined ? null : Number(values.mbit);
  const rtt = values.rtt === undefined ? null : Number(values.rtt);
  if (front === undefined) throw new Error(`--front is one of ${Object.keys(FRONTS).join(', ')}`);
  const options = { ...others, withoutExtension, front, within, mbit, rtt, runs: Number(values.runs) };
  if (!SETS.includes(options.set)) throw new Error(`--set is one of ${SETS.join(', ')}`);
  if (!BROWSERS.includes(options.browser)) throw new Error(`--browser is one of ${BROWSERS.join(', ')}`);
  if (!/^[a-z0-9]{1,20}$/.test(options.seed)) throw new Error('--seed is of a to z and 0 to 9');
  if (mbit !== null && !(mbit > 0)) throw new Error('--mbit is a number of Mbit/s');
  if (rtt !== null && !(rtt >= 0)) throw new Error('--rtt is a number of ms');
  if (!(within > 0)) throw new Error('--within is a number of per cent');
  if (!(options.runs >= 1)) throw new Error('--runs is a number from 1 on');
  return options;
}

/** @typedef {ReturnType<typeof parseOptions>} Options */
