import { createRequire } from 'node:module';
import path from 'node:path';

/** The project's own folder, absolute. */
export const root = path.resolve(import.meta.dirname, '..');

const require = createRequire(import.meta.url);

/**
 * The command line that runs an installed tool by this same Node, without a shell and without `PATH`.
 *
 * @param {string} packageName
 * @param {string} [bin] where it differs from the package's name
 * @returns {[string, string]} command and first argument
 */
export function tool(packageName, bin = packageName) {
  const manifest = path.join(root, 'node_modules', packageName, 'package.json');
  const declared = require(manifest).bin;
  return [process.execPath, path.join(path.dirname(manifest), typeof declared === 'string' ? declared : declared[bin])];
}

/** For tools whose output is shown later or not at all: neither colours nor spinners. */
export const plainOutput = { NO_COLOR: '1', CI: '1' };
