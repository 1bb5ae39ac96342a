import type { PlanStatus } from '../../../src/core/contract.ts';
import { expect, extensionUrl, test } from './fixture.ts';
import { weekPlan } from '../support/week-plan.ts';

const PLAN = weekPlan({ name: '7日7 GB' });

test('a message is pasted, understood, applied and undone', async ({ browserOf }) => {
  const { firefox, send } = browserOf;
  await send({ type: 'plan.save', plan: PLAN });
  await send({ type: 'plan.activate', id: 'week' });
  const page = await firefox.newTab();
  await page.goto(extensionUrl('dashboard.html?lang=zh-HK#readings'));
  const text = () => page.evaluate(() => document.body.innerText);
  const press = (name: string) =>
    page.evaluate(
      (words: string) => [...document.querySelectorAll('button')].find((one) => one.innerText === words)?.click(),
      name,
    );
  await expect.poll(text).toContain('尚未有讀數');
  await page.evaluate(() => {
    const field = document.querySelector('textarea')!;
    field.value = '數據用量2.35GB，剩餘數據4.65GB';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press('讀取');
  await expect.poll(text).toContain('短訊的意思是');
  await press('套用');
  await expect.poll(text).toContain('已套用');
  expect(await send<PlanStatus>({ type: 'plan.status' })).toMatchObject({ used: 2.35e9, remaining: 4.65e9 });
  await press('復原');
  await expect.poll(text).toContain('尚未有讀數');
  expect(await send<PlanStatus>({ type: 'plan.status' })).toMatchObject({ remaining: 7e9, outside: null });
});
