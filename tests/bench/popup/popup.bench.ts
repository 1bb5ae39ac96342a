import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { EXTENSION } from '../../e2e/chromium/launch.ts';
import { setClock, SUNDAY, withStory, type SeededBrowser } from '../../e2e/chromium/seeded.ts';
import { scriptBytes } from '../../e2e/support/script-bytes.ts';
import { resident } from '../../seed/stories.ts';

const RUNS = 15;
const GOALS = { paintedMs: 100, interactiveMs: 200, scriptKB: 60 };

/** Ms since the page was asked for: its document is there, its scripts have run, the first frame with words. */
type Run = { fetched: number; run: number; seen: number; painted: number; interactive: number };

/** A page with nothing to load, run or compute: what is left of the time is the browser's own. */
const FLOOR = 'bench-floor.html';
const FLOOR_PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title><p>8.42 GB</p></html>';

async function openFloor({ context, address }: SeededBrowser): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${address}manifest.json`);
  await page.addInitScript(setClock, SUNDAY);
  await page.goto(address + FLOOR);
  const ms = await firstPaint(page);
  await page.close();
  return ms;
}

/** The browser tells it some time after it has painted. */
async function firstPaint(page: Page): Promise<number> {
  const seen = () => page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null);
  await expect.poll(seen).not.toBeNull();
  return (await seen())!;
}

/** Runs in the popup before its own scripts: presses the plan's button in each frame until its list is there. */
function watch(): void {
  const press = () => {
    if (document.querySelector('[role="listbox"]')) performance.mark('interactive');
    else {
      document.querySelector<HTMLElement>('button.plan')?.click();
      requestAnimationFrame(press);
    }
  };
  requestAnimationFrame(press);
}

async function openOnce({ context, address }: SeededBrowser, file: string, isPressed: boolean): Promise<Run> {
  const page = await context.newPage();
  // A page of the extension already: no new process is a part of what is measured, as it is none of a popup's.
  await page.goto(`${address}manifest.json`);
  await page.addInitScript(setClock, SUNDAY);
  if (isPressed) await page.addInitScript(watch);
  await page.goto(address + file);
  const mark = (name: string) => page.evaluate((one) => performance.getEntriesByName(one)[0]?.startTime ?? null, name);
  await expect.poll(() => mark('datagauge:painted')).not.toBeNull();
  if (isPressed) await expect.poll(() => mark('interactive')).not.toBeNull();
  const steps = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      fetched: navigation!.responseEnd,
      run: navigation!.domContentLoadedEventEnd,
    };
  });
  const run = {
    ...steps,
    seen: await firstPaint(page),
    painted: (await mark('datagauge:painted'))!,
    interactive: (await mark('interactive')) ?? NaN,
  };
  await page.close();
  return run;
}

async function stopWorker(panel: Page): Promise<void> {
  const cdp = await panel.context().newCDPSession(panel);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
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

test('how soon the faces show their numbers, over three years of history', async () => {
  await withStory(resident(SUNDAY), async (browser) => {
    const panel = await browser.open('manifest.json');
    const awake: Run[] = [];
    const asleep: Run[] = [];
    const dashboard: Run[] = [];
    const floor: number[] = [];
    const first = await openOnce(browser, 'popup.html', true);
    for (let i = 0; i < RUNS; i++) {
      floor.push(await openFloor(browser));
      awake.push(await openOnce(browser, 'popup.html', true));
      dashboard.push(await openOnce(browser, 'dashboard.html', false));
      await stopWorker(panel);
      asleep.push(await openOnce(browser, 'popup.html', true));
    }
    console.log(`\n${'of ' + RUNS + ' openings'.padEnd(43)}  median  9 of 10`);
    line('an empty page of the extension seen', floor);
    line(
      'popup painted, background awake',
      awake.map(({ painted }) => painted),
    );
    for (const step of ['fetched', 'run', 'seen'] as const)
      line(
        `  of it until it was ${step}`,
        awake.map((run) => run[step]),
      );
    line(
      'popup interactive, background awake',
      awake.map(({ interactive }) => interactive),
    );
    line(
      'popup painted, background stopped',
      asleep.map(({ painted }) => painted),
    );
    line(
      'popup interactive, background stopped',
      asleep.map(({ interactive }) => interactive),
    );
    line('popup painted, the first since the start', [first.painted]);
    line(
      'overview painted',
      dashboard.map(({ painted }) => painted),
    );
    const kilobytes = scriptBytes('chrome', 'popup.html') / 1024;
    console.log(`popup’s scripts, gzipped: ${kilobytes.toFixed(1)} KB`);
    for (const runs of [awake, asleep]) {
      expect
        .soft(
          quantile(
            runs.map(({ painted }) => painted),
            0.5,
          ),
        )
        .toBeLessThanOrEqual(GOALS.paintedMs);
      expect
        .soft(
          quantile(
            runs.map(({ interactive }) => interactive),
            0.5,
          ),
        )
        .toBeLessThanOrEqual(GOALS.interactiveMs);
    }
    expect.soft(kilobytes).toBeLessThanOrEqual(GOALS.scriptKB);
  });
});
