// `npm run screenshots`: pictures of the built extension in every state, for people to look at; they go to .output/screenshots/.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { tool } from '../../scripts/project.mjs';

const many = { type: 'string', multiple: true };
const { values } = parseArgs({
  options: { view: many, state: many, lang: many, theme: many, width: many, 'no-build': { type: 'boolean' } },
});
const { 'no-build': isBuilt = false, ...wanted } = values;
const run = (command, env = {}) => {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
};
if (!isBuilt) run([...tool('wxt'), 'build']);
const config = new URL('playwright.config.ts', import.meta.url).pathname;
run([...tool('@playwright/test', 'playwright'), 'test', '-c', config], {
  DATAGAUGE_PICTURES: JSON.stringify(wanted),
});
