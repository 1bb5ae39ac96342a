// `npm run bench:popup`: how soon the popup and the dashboard show their figures, with three years of history.
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tool } from '../../../scripts/project.mjs';

const USAGE = `npm run bench:popup -- [options]
  --against DIR  another build, opened by turns with this one in the same run; may be given again`;

const { values } = parseArgs({
  options: {
    against: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}
const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url));
const env = {
  ...process.env,
  DATAGAUGE_AGAINST: values.against.map((build) => path.resolve(build)).join(path.delimiter),
};
for (const [command, ...args] of /** @type {const} */ ([
  [...tool('wxt'), 'build'],
  [...tool('@playwright/test', 'playwright'), 'test', '-c', config],
])) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
