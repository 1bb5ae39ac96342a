// `node tests/bench/forecast/run.mjs`: Node 20 reads no TypeScript, so the bench is bundled into a temporary folder first.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const outDir = await mkdtemp(join(tmpdir(), 'datagauge-bench-'));
try {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', import.meta.url)),
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('bench.ts', import.meta.url)),
      outDir,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'bench.mjs' } },
    },
  });
  const { bench } = await import(pathToFileURL(join(outDir, 'bench.mjs')).href);
  const missed = bench();
  for (const goal of missed) console.error(`missed: ${goal}`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  await rm(outDir, { recursive: true });
}
