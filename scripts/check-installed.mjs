import { existsSync } from 'node:fs';

if (!existsSync(new URL('../node_modules/wxt', import.meta.url))) {
  console.error('The dependencies are not installed yet. Run this first:\n  npm ci');
  process.exit(1);
}
