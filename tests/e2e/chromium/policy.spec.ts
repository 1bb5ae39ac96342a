import { test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PlanList } from '../../../src/core/contract.ts';
import { expect } from '../support/expect.ts';
import { FLEET_PLAN } from '../support/fleet-plan.ts';
import { launch } from './launch.ts';
import { managedChromium, whyUnmanaged } from './managed-chromium.ts';

const reason = whyUnmanaged();
test.skip(reason !== null, reason ?? '');

test('an organisation presets a plan; once the user removes it, it stays removed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-managed-'));
  const profile = path.join(folder, 'profile');
  const executable = managedChromium(folder, { plan: FLEET_PLAN });
  const start = async () => {
    const { context, worker } = await launch(profile, { executable });
    const panel = await context.newPage();
    await panel.goto(new URL('/manifest.json', worker.url()).href);
    const send = (message: object) =>
      panel.evaluate((one) => chrome.runtime.sendMessage<object, PlanList>(one), message);
    return { context, panel, send };
  };
  const first = await start();
  await expect
    .poll(() => first.send({ type: 'plan.list' }))
    .toMatchObject({
      plans: [{ id: 'fleet', allowances: [{ bytes: 20e9 }, { bytes: null }] }],
      active: 'fleet',
    });
  expect(await first.send({ type: 'plan.remove', id: 'fleet' })).toEqual({ plans: [], active: null });
  await first.context.close();
  const second = await start();
  // The background requested the policy before this page does.
  expect(await second.panel.evaluate(() => chrome.storage.managed.get('plan'))).toMatchObject({
    plan: { id: 'fleet' },
  });
  const own = { ...FLEET_PLAN, id: 'own', allowances: FLEET_PLAN.allowances.slice(0, 1) };
  await second.send({ type: 'plan.save', plan: own });
  expect((await second.send({ type: 'plan.list' })).plans.map(({ id }) => id)).toEqual(['own']);
  await second.context.close();
  rmSync(folder, { recursive: true, force: true });
});
