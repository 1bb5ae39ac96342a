import { parseArgs } from 'node:util';
import { PARTS } from './without-part.mjs';

export const USAGE = `npm run bench:overhead -- [options]
  --pairs N        visits of each page with each browser (default 9)
  --page N         only the page of so many requests
  --extension DIR  instead of .output/chrome-mv3; given again, that build besides
  --without PART   the build besides without a part of it, to see what that costs: ${Object.keys(PARTS).join(', ')}; several: scripts+work
  --profile        in place of it: processor time by what it went to, with the extension and with one empty listener
  --limits         fails where a limit is passed`;

/** @param {string[]} args */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      pairs: { type: 'string', default: '9' },
      page: { type: 'string' },
      extension: { type: 'string', multiple: true, default: ['.output/chrome-mv3'] },
      without: { type: 'string', multiple: true, default: [] },
      profile: { type: 'boolean', default: false },
      limits: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const options = { ...values, pairs: Number(values.pairs), page: values.page ? Number(values.page) : null };
  for (const part of options.without.flatMap((parts) => parts.split('+')))
    if (!(part in PARTS)) throw new Error(`--without ${part}: there is no such part`);
  if (!(options.pairs >= 1)) throw new Error('--pairs is a number from 1 on');
  return options;
}
