// `npm run bench:popup`: how soon the popup and the dashboard show their numbers over three years of history.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tool } from '../../../scripts/project.mjs';

const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url));
for (const [command, ...args] of /** @type {const} */ ([
  [...tool('wxt'), 'build'],
  [...tool('@playwright/test', 'playwright'), 'test', '-c', config],
])) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
