import type { Worker } from '@playwright/test';
import type { Alert } from '../../../src/core/alerts.ts';
import type { Plan } from '../../../src/core/contract.ts';
import { expect, test, type Browser } from './fixture.ts';
import { spend } from '../support/spend.ts';
import { weekPlan } from '../support/week-plan.ts';

const plan = (rest: Partial<Plan> = {}) =>
  weekPlan({
    bytes: 2_000_000,
    validity: { kind: 'days', days: 7, clock: 'hours' },
    alerts: { total: [50, 80], today: [], expiryHours: [24] },
    ...rest,
  });

/** Moves the clock of a running worker. A worker that starts anew has the real clock again: a clock set back. */
const setClock = (worker: Worker, aheadMs: number) =>
  worker.evaluate((ms) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ms;
  }, aheadMs);

const DAY = 86_400_000;

test('an alert comes exactly once, across a stop of the worker and changes of the clock', async ({
  browserOf,
  server,
}) => {
  const { context, send, stopWorker } = browserOf;
  const list = async () => (await send<{ alerts: (Alert & { isShown: number })[] }>({ type: 'alert.list' })).alerts;
  const announced = async () =>
    (await list()).filter(({ silent }) => !silent).map(({ kind, isShown }) => `${kind} ${isShown}`);
  const shown = () =>
    browserOf.panel.evaluate(async () => Object.keys((await chrome.notifications.getAll()) as object).length);
  await send({ type: 'plan.save', plan: plan() });
  await send({ type: 'plan.activate', id: 'week' });
  const page = await context.newPage();
  await spend(page, server, 'www.news.test', 1_200_000);
  await expect.poll(announced).toEqual(['total 1']);
  await expect.poll(shown).toBe(1);

  const state = await stopWorker();
  await page.goto(server.url('www.news.test', '/r.html?size=2000&length&again'));
  await expect.poll(() => state.running()).toBe(true);
  await state.close();
  await expect
    .poll(async () => (await send<{ used: number }>({ type: 'plan.status' })).used)
    .toBeGreaterThan(1_200_000);
  expect(await announced()).toEqual(['total 1']);

  const worker = () => context.serviceWorkers().at(-1)!;
  await setClock(worker(), 6.5 * DAY);
  await send({ type: 'metering.set', metered: false });
  await expect.poll(announced).toEqual(['expiry 1', 'total 1']);
  await setClock(worker(), -6.5 * DAY);
  await send({ type: 'metering.set', metered: true });
  await setClock(worker(), 6.6 * DAY);
  await send({ type: 'metering.set', metered: false });
  await send({ type: 'plan.status' });
  expect(await announced()).toEqual(['expiry 1', 'total 1']);
  expect((await list()).map(({ id }) => id)).toHaveLength(new Set((await list()).map(({ id }) => id)).size);
});

test('an alert comes exactly once, across a restart of the browser', async ({ browserOf, server }) => {
  type List = { alerts: (Alert & { isShown: number })[] };
  const announced = async (browser: Browser) =>
    (await browser.send<List>({ type: 'alert.list' })).alerts
      .filter(({ silent }) => !silent)
      .map(({ kind, isShown }) => `${kind} ${isShown}`);
  await browserOf.send({ type: 'plan.save', plan: plan() });
  await browserOf.send({ type: 'plan.activate', id: 'week' });
  const page = await browserOf.context.newPage();
  await spend(page, server, 'www.news.test', 1_200_000);
  await expect.poll(() => announced(browserOf)).toEqual(['total 1']);

  let browser = await browserOf.restart();
  await browser.send({ type: 'metering.set', metered: false });
  await setClock(browser.worker, 6.5 * DAY);
  await browser.send({ type: 'metering.set', metered: true });
  await expect.poll(() => announced(browser)).toEqual(['expiry 1', 'total 1']);

  browser = await browser.restart();
  // The clock is the real one again, so events now are older than the alert.
  const again = await browser.context.newPage();
  await spend(again, server, 'www.news.test', 600_000);
  const all = ['expiry 1', 'total 1', 'total 1'];
  await expect.poll(() => announced(browser)).toEqual(all);
  // A day before the end again.
  await browser.send({ type: 'metering.set', metered: false });
  await setClock(browser.worker, 6.6 * DAY);
  await browser.send({ type: 'metering.set', metered: true });
  await expect
    .poll(async () => (await browser.send<{ at: string }>({ type: 'plan.status' })).at > inDays(6.5))
    .toBe(true);
  expect(await announced(browser)).toEqual(all);
});

const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
