import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const SCRIPTS = ['main-world', 'isolated-world'] as const;

type Script = (typeof SCRIPTS)[number] | 'fake-transport';

export const TAP_ID = 'tap-test@datagauge.example';

/**
 * Writes an extension with only the tap and its listener, which sends all reports to `panel.html`. `order`: the order
 * of the scripts in the manifest.
 */
export async function buildTapExtension(
  directory: string,
  browser: 'chromium' | 'firefox',
  order: readonly Script[] = SCRIPTS,
) {
  mkdirSync(directory, { recursive: true });
  for (const name of order)
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      build: {
        outDir: directory,
        emptyOutDir: false,
        lib: {
          entry: path.join(import.meta.dirname, `${name}.ts`),
          formats: ['iife'],
          name: 'x',
          fileName: () => `${name}.js`,
        },
        minify: true,
      },
    });
  const script = (name: Script) => ({
    matches: ['http://*/*', 'https://*/*'],
    js: [`${name}.js`],
    run_at: 'document_start',
    all_frames: true,
    match_origin_as_fallback: true,
    ...(name === 'isolated-world' ? {} : { world: 'MAIN' }),
  });
  const manifest = {
    manifest_version: 3,
    name: 'Tap test',
    version: '1',
    host_permissions: ['<all_urls>'],
    content_scripts: order.map(script),
    // Only so that the tests can learn the extension's id.
    ...(browser === 'chromium' ? { background: { service_worker: 'worker.js' } } : {}),
    browser_specific_settings: { gecko: { id: TAP_ID, strict_min_version: '142.0' } },
  };
  const write = (name: string, text: string) => writeFileSync(path.join(directory, name), text);
  write('manifest.json', JSON.stringify(manifest));
  write('worker.js', '');
  write('panel.html', '<!doctype html><title>Panel</title><script src="panel.js"></script>');
  write(
    'panel.js',
    'globalThis.messages = []; chrome.runtime.onMessage.addListener((message) => void messages.push(message));',
  );
}
