// `npm run screenshots`: saves pictures of the built extension in every state to .output/screenshots/, for people to
// look at.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { tool } from '../../scripts/project.mjs';

const many = { type: 'string', multiple: true };
const { values } = parseArgs({
  options: { view: many, state: many, lang: many, theme: many, width: many, 'no-build': { type: 'boolean' } },
});
const { 'no-build': isBuilt = false, ...wanted } = values;
const env = { ...process.env, DATAGAUGE_PICTURES: JSON.stringify(wanted) };
/** @param {string[]} command @param {import('node:child_process').StdioOptions} stdio */
const run = (command, stdio = 'inherit') => {
  const { status } = spawnSync(command[0], command.slice(1), { stdio, env });
  if (status !== 0) process.exit(status ?? 1);
};
const config = new URL('playwright.config.ts', import.meta.url).pathname;
const pictures = [...tool('@playwright/test', 'playwright'), 'test', '-c', config];
// Reports names that do not exist before the build.
run([...pictures, '--list'], ['inherit', 'ignore', 'inherit']);
if (!isBuilt) run([...tool('wxt'), 'build']);
run(pictures);
