import type { Page } from '@playwright/test';
import { expect, test as base } from '../tap/chromium-tap.ts';
import { SCENARIOS } from '../tap/libraries/scenarios.ts';
import { startLibraryServer, type LibraryServer } from '../tap/libraries/server.ts';

const test = base.extend<{ libraries: LibraryServer }>({
  libraries: async ({}, use) => {
    const server = await startLibraryServer();
    await use(server);
    await server.close();
  },
});

for (const [name, scenario] of Object.entries(SCENARIOS))
  test(`${name} behaves the same with the tap and without`, async ({ tap, plain, libraries }) => {
    const run = async (page: Page) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${libraries.url}/lib/${name}`);
      return { result: await page.evaluate(scenario), errors };
    };
    const without = await run(plain);
    expect(without.errors).toEqual([]);
    expect(await run(tap.page)).toEqual(without);
  });
