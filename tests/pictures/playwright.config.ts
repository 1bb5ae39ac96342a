import { defineConfig } from '@playwright/test';
import { refuseUnknown } from './wanted.ts';

refuseUnknown();

/** Takes pictures, for people to look at, instead of testing. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.picture.ts',
  outputDir: '../../test-results/pictures',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 20 * 60_000,
  reporter: [['list']],
});
