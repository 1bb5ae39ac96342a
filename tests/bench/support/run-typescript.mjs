import { importTypescript } from './bundle.mjs';

/**
 * Runs `bench()` of the `bench.ts` in a folder and sets the exit code by the goals it says were missed.
 *
 * @param {string | URL} folder as a file: address that ends in a slash
 */
export async function runTypescriptBench(folder) {
  const { bench } = await importTypescript(new URL('bench.ts', folder));
  /** @type {string[]} */
  const missed = await bench();
  for (const goal of missed) console.error(`missed: ${goal}`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}
