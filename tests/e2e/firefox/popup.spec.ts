import type { PlanList, PlanStatus } from '../../../src/core/contract.ts';
import { expect, extensionUrl, test } from './fixture.ts';

const DAILY = {
  id: 'daily',
  name: '每日3 GB',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: new Date(Date.now() - 3_600_000).toISOString(),
  validity: { kind: 'days', days: 5, clock: 'calendar' },
  allowances: [
    {
      id: 'day',
      label: '每日',
      bytes: 3e9,
      resets: { every: 'day', at: '00:00' },
      after: { kind: 'throttle', kbps: 256 },
    },
  ],
};

test('the popup shows what is left, and so does the badge', async ({ browserOf, server }) => {
  const { firefox, panel, send } = browserOf;
  expect(await send<PlanList>({ type: 'plan.save', plan: DAILY })).toMatchObject({ plans: [{ id: 'daily' }] });
  await send({ type: 'plan.activate', id: 'daily' });
  const page = await firefox.newTab();
  await page.goto(server.url('www.news.test', '/r.txt?size=400000&length'));
  await expect.poll(async () => (await send<PlanStatus>({ type: 'plan.status' })).used).toBeGreaterThan(400_000);

  const popup = await firefox.newTab();
  await popup.goto(extensionUrl('popup.html?lang=zh-CN'));
  const text = () => popup.evaluate(() => document.body.innerText);
  await expect.poll(text).toContain('剩余流量');
  await expect.poll(text).toContain('news.test');
  await expect.poll(text).toContain('每日3 GB');
  expect(await popup.evaluate(() => performance.getEntriesByName('datagauge:painted').length)).toBe(1);
  const badge = () =>
    panel.evaluate(() => (globalThis as unknown as { browser: typeof chrome }).browser.action.getBadgeText({}));
  await expect.poll(badge).toBe('2.9G');
});
