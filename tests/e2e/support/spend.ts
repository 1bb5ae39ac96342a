import type { Page } from '@playwright/test';
import type { TestServer } from './server.ts';

/** Has a page of `host` take so many bytes: by a fetch, as to lay out a document of that size takes seconds. */
export async function spend(page: Page, server: TestServer, host: string, bytes: number): Promise<void> {
  await page.goto(server.url(host, '/r.html?size=500&length'));
  await page.evaluate(async (path) => void (await (await fetch(path)).arrayBuffer()), `/r.bin?size=${bytes}&length`);
}
