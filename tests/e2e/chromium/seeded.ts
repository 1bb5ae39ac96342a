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

/** Sunday afternoon in Hong Kong, the drawings' now. */
export const SUNDAY = Date.parse('2026-11-22T06:20:00Z');

export type SeededBrowser = {
  context: BrowserContext;
  worker: Worker;
  /** Where the extension's pages lie, with the last slash. */
  address: string;
  /** A page of the extension, its clock set to the story's now. */
  open(address: string, size?: { width: number; height: number }): Promise<Page>;
};

/** One Chromium for all tests of a file that only look: what they show is planted once. */
export const test = base.extend<object, { travels: SeededBrowser; resides: SeededBrowser }>({
  travels: [async ({}, use) => withStory(traveller(SUNDAY), use), { scope: 'worker' }],
  resides: [async ({}, use) => withStory(resident(SUNDAY), use), { scope: 'worker' }],
});

/** Runs in Chromium as it is after a story, at its end; the browser and its profile are gone afterwards. */
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

/** A profile whose next start finds the story: the background of the first one knows nothing of it. */
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

/** Runs in a page or worker: from now on it is that instant there, and time goes on. */
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
