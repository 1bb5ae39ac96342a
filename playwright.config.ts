import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: false,
  workers: 3, // on two cores: a test waits for its browser, and for what passes in it, four tenths of the time
  retries: 0, // a test that passes the second time is a bug that nobody looked at
  timeout: 240_000, // the longest takes 20 s on two cores that do nothing else, and 80 on busy ones
  expect: { timeout: 60_000 }, // for a condition: how busy the machine is decides nothing
  globalTimeout: 60 * 60_000, // one that hangs still ends; a busy machine fails nothing
  reporter: [['list'], ['json', { outputFile: '.output/test/playwright.json' }]],
  projects: [
    { name: 'firefox', testDir: 'tests/e2e/firefox' }, // the longest first, so that none is left at the end
    { name: 'chromium', testDir: 'tests/e2e/chromium' },
  ],
});
