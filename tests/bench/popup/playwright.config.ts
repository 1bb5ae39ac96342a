import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../../test-results/bench',
  workers: 1,
  retries: 0,
  timeout: 5 * 60_000,
  reporter: [['line']],
});
