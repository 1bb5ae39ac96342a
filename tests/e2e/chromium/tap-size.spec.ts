import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST_BYTES = 3 * 1024;

for (const browser of ['chrome', 'firefox'])
  test(`the built tap for ${browser} is small and leaves no variable in the page`, () => {
    const file = path.resolve(import.meta.dirname, `../../../.output/${browser}-mv3/content-scripts/tap.js`);
    const script = readFileSync(file);
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(MOST_BYTES);
    expect(String(script)).toMatch(/^\(function\(\)\{/);
  });
