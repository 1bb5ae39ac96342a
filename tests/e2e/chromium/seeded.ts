import { test as base, type BrowserContext, type Page, type Worker } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { plant } from '../../seed/plant.ts';
import { plantScript } from '../../seed/plant-script.ts';
import { resident, traveller } from '../../seed/stories.ts';
import type { Story } from '../../seed/story.ts';
import { EXTENSION, extensionId, launch, type LaunchOptions } from './launch.ts';

export { expect } from '../support/expect.ts';

/** Sunday afternoon in Hong Kong: the present time of the screenshots. */
export const SUNDAY = Date.parse('2026-11-22T06:20:00Z');

export type SeededBrowser = {
  context: BrowserContext;
  worker: Worker;
  /** The base URL of the extension's pages, with its trailing slash. */
  address: string;
  /** Opens a page of the extension, its clock set to the story's present. */
  open(address: string, size?: { width: number; height: number }): Promise<Page>;
};

/** One Chromium for all tests of a file that only read: its data is planted once. */
export const test = base.extend<object, { travels: SeededBrowser; resides: SeededBrowser }>({
  travels: [async ({}, use) => withStory(traveller(SUNDAY), use), { scope: 'worker' }],
  resides: [async ({}, use) => withStory(resident(SUNDAY), use), { scope: 'worker' }],
});

/** Runs `use` in a Chromium whose database contains a story, with the clock at its end; then removes the profile. */
export async function withStory(
  story: Story,
  use: (browser: SeededBrowser) => Promise<void>,
  options: LaunchOptions = {},
): Promise<void> {
  const profile = await plantedProfile(story, options);
  const { context, worker } = await launch(profile, options);
  await worker.evaluate(setClock, story.now);
  const root = `chrome-extension://${extensionId(options.extension ?? EXTENSION)}/`;
  await use({
    context,
    worker,
    address: root,
    open: async (address, size = { width: 1280, height: 900 }) => {
      const page = await context.newPage();
      await page.setViewportSize(size);
      await page.addInitScript(setClock, story.now);
      await page.goto(root + address);
      return page;
    },
  });
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

type Planting = { plant: typeof plant };

/**
 * A profile with a story in its database: only the next start knows of it, the background that ran meanwhile does not.
 */
export async function plantedProfile(story: Story, { extension = EXTENSION }: LaunchOptions = {}): Promise<string> {
  const profile = mkdtempSync(path.join(tmpdir(), 'datagauge-seeded-'));
  const { context } = await launch(profile, { extension });
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId(extension)}/manifest.json`);
  await page.evaluate(() => chrome.runtime.sendMessage({ type: 'plan.list' }));
  await page.evaluate(await plantScript());
  await page.evaluate((one) => (globalThis as unknown as { planting: Planting }).planting.plant(one), story);
  await context.close();
  return profile;
}

/** Sets the clock of the page or worker in which it runs to `now`; from there time goes on. */
export function setClock(now: number): void {
  const RealDate = Date;
  const ahead = now - RealDate.now();
  const Shifted = new Proxy(RealDate, {
    construct: (target, args) =>
      args.length === 0 ? new target(target.now() + ahead) : Reflect.construct(target, args),
    get: (target, key) => (key === 'now' ? () => target.now() + ahead : Reflect.get(target, key)),
  });
  globalThis.Date = Shifted;
}
