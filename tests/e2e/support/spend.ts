import type { Page } from '@playwright/test';
import type { TestServer } from './server.ts';

/** Makes a page of `host` receive `bytes` bytes: by a fetch, since laying out a document of that size takes seconds. */
export async function spend(page: Page, server: TestServer, host: string, bytes: number): Promise<void> {
  await page.goto(server.url(host, '/r.html?size=500&length'));
  await page.evaluate(async (path) => void (await (await fetch(path)).arrayBuffer()), `/r.bin?size=${bytes}&length`);
}
