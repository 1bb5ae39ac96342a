import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * Runs `bench()` of the `bench.ts` in a folder and sets the exit code by the goals it says were missed. Node 20 reads no
 * TypeScript, so it is bundled into a temporary folder first.
 *
 * @param {string | URL} folder as a file: address that ends in a slash
 */
export async function runTypescriptBench(folder) {
  const outDir = await mkdtemp(join(tmpdir(), 'datagauge-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root: fileURLToPath(folder),
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(new URL('bench.ts', folder)),
        outDir,
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'bench.mjs' } },
      },
    });
    const { bench } = await import(pathToFileURL(join(outDir, 'bench.mjs')).href);
    const missed = await bench();
    for (const goal of missed) console.error(`missed: ${goal}`);
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    await rm(outDir, { recursive: true });
  }
}
