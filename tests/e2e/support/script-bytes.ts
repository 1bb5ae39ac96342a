import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** The scripts that a built page loads at start, by their addresses: its own and those that they import. */
export function scriptsOf(browser: 'chrome' | 'firefox', page: string): Map<string, Buffer> {
  const folder = path.resolve(import.meta.dirname, `../../../.output/${browser}-mv3`);
  const found = new Map<string, Buffer>();
  const read = (address: string) => {
    if (found.has(address)) return;
    const script = readFileSync(path.join(folder, address));
    found.set(address, script);
    // Dynamic imports are loaded later, when they are needed.
    for (const [, from] of String(script).matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']/g))
      read(path.posix.join(path.posix.dirname(address), from!));
  };
  const html = readFileSync(path.join(folder, page), 'utf8');
  for (const [, address] of html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)) read(address!);
  return found;
}

/** Their total size in bytes, each gzipped. */
export function scriptBytes(browser: 'chrome' | 'firefox', page: string): number {
  return [...scriptsOf(browser, page).values()].reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
}
