import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * Imports a TypeScript file with all that it needs. Node 20 reads no TypeScript, so it is bundled into a temporary folder
 * first.
 *
 * @param {URL} file
 * @returns {Promise<any>} its exports
 */
export async function importTypescript(file) {
  const outDir = await mkdtemp(path.join(tmpdir(), 'datagauge-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root: path.dirname(fileURLToPath(file)),
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(file),
        outDir,
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'bundle.mjs' } },
      },
    });
    return await import(pathToFileURL(path.join(outDir, 'bundle.mjs')).href);
  } finally {
    await rm(outDir, { recursive: true });
  }
}

/**
 * A TypeScript file with all that it needs as one script for a page, which finds its exports under `name` then.
 *
 * @param {URL} file
 * @param {string} name
 */
export async function pageScript(file, name) {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: fileURLToPath(file), formats: ['iife'], name } },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = outputs.flatMap((one) => (one.type === 'chunk' ? [one.code] : [])).join('\n');
  return `${code}; globalThis.${name} = ${name};`;
}
