// `npm run bench:popup`: how soon the popup and the dashboard show their numbers over three years of history.
import { spawnSync } from 'node:child_process';
import { tool } from '../../../scripts/project.mjs';

const config = new URL('playwright.config.ts', import.meta.url).pathname;
for (const command of [
  [...tool('wxt'), 'build'],
  [...tool('@playwright/test', 'playwright'), 'test', '-c', config],
]) {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
