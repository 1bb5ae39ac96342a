import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { EXTENSION } from '../../e2e/chromium/launch.ts';
import { withStory, type SeededBrowser } from '../../e2e/chromium/seeded.ts';
import { scriptBytes } from '../../e2e/support/script-bytes.ts';
import { resident } from '../../seed/stories.ts';
import type { Story } from '../../seed/story.ts';

const RUNS = 15;
/** Folders of other builds to be opened by turns with this one; see `--against`. */
const AGAINST = (process.env['DATAGAUGE_AGAINST'] ?? '').split(path.delimiter).filter(Boolean);
const GOALS = { paintedMs: 100, interactiveMs: 200, scriptKB: 60 };

/** Ms since the page was asked for: its document is there, its scripts have run, the first frame with words. */
type Run = { fetched: number; run: number; seen: number; painted: number; interactive: number };

/** A page with nothing to load, run or compute: what is left of the time is the browser's own. */
const FLOOR = 'bench-floor.html';
const FLOOR_PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title><p>8.42 GB</p></html>';

/**
 * Opens what the toolbar's button opens, as a press of it does: with no tab that would wake the background, too, and
 * before the popup is there. Presses the plan's button in each frame until its list is there.
 */
function openPopup(panel: Page, file = 'popup.html'): Promise<Run> {
  return panel.evaluate(async (popupFile) => {
    const until = async <T>(find: () => T | null | undefined): Promise<T> => {
      for (;;) {
        const found = find();
        if (found !== null && found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    await chrome.action.setPopup({ popup: popupFile });
    await chrome.action.openPopup();
    const popup = await until(() => chrome.extension.getViews({ type: 'popup' })[0] as typeof globalThis | undefined);
    const { performance, document } = popup;
    const at = (name: string) => until(() => performance.getEntriesByName(name)[0]?.startTime);
    const isOurs = popupFile === 'popup.html';
    const press = () => {
      if (document.querySelector('[role="listbox"]')) performance.mark('interactive');
      else {
        document.querySelector<HTMLElement>('button.plan')?.click();
        popup.requestAnimationFrame(press);
      }
    };
    if (isOurs) press();
    const run = {
      // The browser tells it some time after it has painted.
      seen: await at('first-contentful-paint'),
      painted: isOurs ? await at('datagauge:painted') : NaN,
      interactive: isOurs ? await at('interactive') : NaN,
    };
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    popup.close();
    await until(() => (chrome.extension.getViews({ type: 'popup' }).length === 0 ? true : null));
    return { ...run, fetched: navigation!.responseEnd, run: navigation!.domContentLoadedEventEnd };
  }, file);
}

/** Opens a page in a tab of its own; when its numbers are painted, ms since it was asked for. */
async function openTab({ context, address }: SeededBrowser, file: string): Promise<number> {
  const page = await context.newPage();
  // A page of the extension already: no new process is a part of what is measured, as it is none of a popup's.
  await page.goto(`${address}manifest.json`);
  await page.goto(address + file);
  const painted = () => page.evaluate(() => performance.getEntriesByName('datagauge:painted')[0]?.startTime ?? null);
  await expect.poll(painted).not.toBeNull();
  const ms = (await painted())!;
  await page.close();
  return ms;
}

/** Resolves once the background is stopped, and before anything has woken it again. */
async function stopWorker(panel: Page): Promise<void> {
  const cdp = await panel.context().newCDPSession(panel);
  const states = new Map<string, string>();
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) states.set(versionId, runningStatus);
  });
  await cdp.send('ServiceWorker.enable');
  await expect.poll(() => [...states.values()]).toContain('running');
  // What was on its way when it was stopped wakes it again.
  const stop = async () => {
    await cdp.send('ServiceWorker.stopAllWorkers');
    return [...states.values()];
  };
  await expect.poll(stop).not.toContain('running');
  await cdp.detach();
}

const quantile = (values: number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.round(q * (values.length - 1))]!;
const line = (name: string, values: number[]) =>
  console.log(
    `${name.padEnd(46)} ${[0.5, 0.9].map((q) => `${quantile(values, q).toFixed(0)} ms`.padStart(7)).join(' ')}`,
  );

test.beforeAll(() => writeFileSync(path.join(EXTENSION, FLOOR), FLOOR_PAGE));
test.afterAll(() => rmSync(path.join(EXTENSION, FLOOR)));

/** Opens the popup with its background awake, then with it stopped, at the ends of two lists. */
async function openTwice(panel: Page, { awake, asleep }: Openings): Promise<void> {
  awake.push(await openPopup(panel));
  // No tab is closed just before: it would wake the background again.
  await stopWorker(panel);
  asleep.push(await openPopup(panel));
}

type Openings = { awake: Run[]; asleep: Run[] };

/** Opens other builds, too, each in a browser of its own, and hands over what opens each of them twice. */
async function withOthers(
  story: Story,
  [build, ...rest]: string[],
  use: (others: { build: string; openings: Openings; open: () => Promise<void> }[]) => Promise<void>,
): Promise<void> {
  if (build === undefined) return use([]);
  const openings: Openings = { awake: [], asleep: [] };
  await withStory(
    story,
    async (browser) => {
      const panel = await browser.open('manifest.json');
      await openPopup(panel);
      const other = { build, openings, open: () => openTwice(panel, openings) };
      await withOthers(story, rest, (others) => use([other, ...others]));
    },
    { extension: build },
  );
}

function tell(name: string, { awake, asleep }: Openings): void {
  line(
    `${name} painted, background awake`,
    awake.map(({ painted }) => painted),
  );
  line(
    `${name} interactive, background awake`,
    awake.map(({ interactive }) => interactive),
  );
  line(
    `${name} painted, background stopped`,
    asleep.map(({ painted }) => painted),
  );
  line(
    `${name} interactive, background stopped`,
    asleep.map(({ interactive }) => interactive),
  );
}

test('how soon the faces show their numbers, over three years of history', async () => {
  const story = resident(Date.now());
  await withOthers(story, AGAINST, (others) =>
    withStory(story, async (browser) => {
      const panel = await browser.open('manifest.json');
      const openings: Openings = { awake: [], asleep: [] };
      const inTab: number[] = [];
      const dashboard: number[] = [];
      const floor: number[] = [];
      const first = await openPopup(panel);
      for (let i = 0; i < RUNS; i++) {
        floor.push((await openPopup(panel, FLOOR)).seen);
        await openTwice(panel, openings);
        for (const other of others) await other.open();
        dashboard.push(await openTab(browser, 'dashboard.html'));
        await stopWorker(panel);
        inTab.push(await openTab(browser, 'popup.html'));
      }
      console.log(`\n${'of ' + RUNS + ' openings'.padEnd(43)}  median  9 of 10`);
      line('an empty page of the extension seen', floor);
      tell('popup', openings);
      for (const step of ['fetched', 'run', 'seen'] as const)
        line(
          `  of it, awake, until it was ${step}`,
          openings.awake.map((run) => run[step]),
        );
      for (const other of others) tell(path.basename(other.build), other.openings);
      line('the same in a tab, which wakes it sooner', inTab);
      line('popup painted, the first since the start', [first.painted]);
      line('overview painted', dashboard);
      const kilobytes = scriptBytes('chrome', 'popup.html') / 1024;
      console.log(`popup’s scripts, gzipped: ${kilobytes.toFixed(1)} KB`);
      const median = (runs: Run[], of: 'painted' | 'interactive') =>
        quantile(
          runs.map((run) => run[of]),
          0.5,
        );
      for (const runs of [openings.awake, openings.asleep]) {
        expect.soft(median(runs, 'painted')).toBeLessThanOrEqual(GOALS.paintedMs);
        expect.soft(median(runs, 'interactive')).toBeLessThanOrEqual(GOALS.interactiveMs);
      }
      expect.soft(kilobytes).toBeLessThanOrEqual(GOALS.scriptKB);
    }),
  );
});
