import type { PlanList, Report } from '../../../src/core/contract.ts';
import { expectAllCounted } from '../support/expect-all-counted.ts';
import { bodiesBySite } from '../support/mixed-page.ts';
import { FALSE_LENGTH_PATHS, startFalseLengthServer } from '../support/false-lengths.ts';
import { expect, test } from './fixture.ts';
import { weekPlan } from '../support/week-plan.ts';

const PLAN = weekPlan();

test('invalid messages and plans are refused with the field’s name, and change nothing', async ({ browserOf }) => {
  const { send } = browserOf;
  await send({ type: 'plan.save', plan: PLAN });
  const before = await send<PlanList>({ type: 'plan.activate', id: 'week' });
  expect(before).toMatchObject({ active: 'week' });
  const [allowance] = PLAN.allowances;
  const wrong: [message: object, words: RegExp][] = [
    [{ type: 'nonsense' }, /type/],
    [{ type: 'report', from: 'yesterday' }, /from.*ISO 8601/],
    [{ type: 'metering.set', metered: 'yes' }, /metered/],
    [{ type: 'plan.activate', id: 'month' }, /"month".*no such plan/],
    [{ type: 'plan.save', plan: { ...PLAN, validity: { ...PLAN.validity, days: 0 } } }, /validity\.days/],
    [{ type: 'plan.save', plan: { ...PLAN, allowances: [{ ...allowance, bytes: -5 }] } }, /allowances\[0\]\.bytes.*-5/],
    [{ type: 'plan.save', plan: { ...PLAN, timeZone: 'Asia/Kowloon' } }, /timeZone.*Asia\/Kowloon/],
    [{ type: 'plan.save', plan: { ...PLAN, activatedAt: '9999-01-01T00:00:00Z' } }, /activatedAt.*9999/],
    [{ type: 'plan.save' }, /plan/],
  ];
  for (const [message, words] of wrong) {
    const reply = await send<{ error?: string }>(message);
    expect(reply.error, JSON.stringify(message)).toMatch(words);
  }
  expect(await send({ type: 'plan.list' })).toEqual(before);
});

test('a database of a newer version is left untouched, and metering continues without it', async ({
  browserOf,
  server,
}) => {
  const { context, panel, send, stopWorker } = browserOf;
  await (await stopWorker()).close();
  await panel.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('datagauge', 99);
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => resolve(request.result.close());
      }),
  );
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?size=20000&length'));
  await expectAllCounted(send, server);
  const trouble = () =>
    panel.evaluate(async () => {
      const { 'popup-view': view } = await chrome.storage.session.get('popup-view');
      return (view as { trouble: { storage: string | null } }).trouble.storage;
    });
  await expect.poll(trouble).toMatch(/datagauge: .*newer version/);
  const versions = await panel.evaluate(() => indexedDB.databases());
  expect(versions.find(({ name }) => name === 'datagauge')?.version).toBe(99);
});

test('a false Content-Length counts no more than what came', async ({ browserOf }) => {
  const server = await startFalseLengthServer();
  try {
    const { context, send } = browserOf;
    const page = await context.newPage();
    await page.goto(`http://www.news.test:${server.port}/`);
    const asked = await page.evaluate(async (paths) => {
      for (const path of paths)
        await fetch(path)
          .then(
            (response) => response.text(),
            () => '',
          )
          .catch(() => '');
      return paths.length;
    }, FALSE_LENGTH_PATHS);
    await expect.poll(async () => (await send<Report>({ type: 'report' })).total.requests).toBeGreaterThan(asked);
    const { total } = await send<Report>({ type: 'report' });
    expect(total.down).toBeLessThan(500_000);
  } finally {
    await server.close();
  }
});

test('a page that floods the channel harms no other tab', async ({ browserOf, server }) => {
  const { context, flows, send } = browserOf;
  const flooding = await context.newPage();
  await flooding.goto(server.url('www.app.test', '/r.html?length'));
  await flooding.evaluate(async () => {
    performance.setResourceTimingBufferSize(1e6);
    for (let n = 0; n < 3000; n++) navigator.sendBeacon(`/r.json?flood=${n}`, 'x');
    const one = () => fetch('/r.json?length').then((response) => response.text());
    for (let n = 0; n < 5; n++) await Promise.all(Array.from({ length: 20 }, one));
  });
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?size=20000'));
  const news = async () => (await send<Report>({ type: 'report' })).sites.find(({ site }) => site === 'news.test');
  await expect.poll(async () => (await news())?.measured).toBe(1);
  const served = () => server.served.filter(({ host }) => host === 'www.news.test').length;
  await expect.poll(async () => ((await news())?.requests ?? 0) - served()).toBe(0);
  await expect.poll(async () => bodiesBySite(await flows())['news.test']?.down).toBe(server.down('www.news.test'));
});
