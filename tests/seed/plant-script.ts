import path from 'node:path';
import { build } from 'vite';

/** `plant` and everything it needs as one script for a page, which then finds it as `planting.plant`. */
export async function plantScript(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: path.join(import.meta.dirname, 'plant.ts'), formats: ['iife'], name: 'planting' },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = outputs.flatMap((one) => (one.type === 'chunk' ? [one.code] : [])).join('\n');
  return `${code}; globalThis.planting = planting;`;
}
