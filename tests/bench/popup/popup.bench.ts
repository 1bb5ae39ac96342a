import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { EXTENSION } from '../../e2e/chromium/launch.ts';
import { withStory, type SeededBrowser } from '../../e2e/chromium/seeded.ts';
import { scriptBytes } from '../../e2e/support/script-bytes.ts';
import { resident } from '../../seed/stories.ts';
import type { Story } from '../../seed/story.ts';

const RUNS = 15;
/** Folders of other builds to open alternately with this one: see `--against`. */
const AGAINST = (process.env['DATAGAUGE_AGAINST'] ?? '').split(path.delimiter).filter(Boolean);
const GOALS = { paintedMs: 100, interactiveMs: 200, scriptKB: 60 };

/**
 * Ms since the navigation: the document has arrived, its scripts have run, first contentful paint, figures painted,
 * interactive.
 */
type Run = { fetched: number; run: number; seen: number; painted: number; interactive: number };

/** A page with nothing to load, run or compute: its time is the browser's own. */
const FLOOR = 'bench-floor.html';
const FLOOR_PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title><p>8.42 GB</p></html>';

/**
 * Opens the popup as a press of the toolbar button does: without a tab, which would wake the background earlier.
 * Presses the plan's button in each frame until its list is there.
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
      if (document.querySelector('[role="menu"]')) performance.mark('interactive');
      else {
        document.querySelector<HTMLElement>('button.plan')?.click();
        popup.requestAnimationFrame(press);
      }
    };
    if (isOurs) press();
    const run = {
      // The browser reports it some time after the paint.
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

/** Opens a page in a tab of its own; ms from the navigation until its figures are painted. */
async function openTab({ context, address }: SeededBrowser, file: string): Promise<number> {
  const page = await context.newPage();
  // From another extension page, so that no new process is measured: a popup needs none either.
  await page.goto(`${address}manifest.json`);
  await page.goto(address + file);
  const painted = () => page.evaluate(() => performance.getEntriesByName('datagauge:painted')[0]?.startTime ?? null);
  await expect.poll(painted).not.toBeNull();
  const ms = (await painted())!;
  await page.close();
  return ms;
}

/** Resolves once the background is stopped. */
async function stopWorker(panel: Page): Promise<void> {
  const cdp = await panel.context().newCDPSession(panel);
  const states = new Map<string, string>();
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) states.set(versionId, runningStatus);
  });
  await cdp.send('ServiceWorker.enable');
  await expect.poll(() => [...states.values()]).toContain('running');
  // Retried, since what was under way when it was stopped wakes it again.
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

/** Opens the popup with its background awake, then with it stopped, and appends both times. */
async function openTwice(panel: Page, { awake, asleep }: Openings): Promise<void> {
  awake.push(await openPopup(panel));
  // No tab may be closed right before: that would wake the background.
  await stopWorker(panel);
  asleep.push(await openPopup(panel));
}

type Openings = { awake: Run[]; asleep: Run[] };

/** Opens other builds, each in a browser of its own, and passes functions that open each of them twice. */
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

function printTimes(name: string, { awake, asleep }: Openings): void {
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

test('how soon popup and dashboard show their figures, with three years of history', async () => {
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
      printTimes('popup', openings);
      for (const step of ['fetched', 'run', 'seen'] as const)
        line(
          `  of it, awake, until it was ${step}`,
          openings.awake.map((run) => run[step]),
        );
      for (const other of others) printTimes(path.basename(other.build), other.openings);
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
