import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page, Worker } from '@playwright/test';
import { unpackZip } from '../../../scripts/release/unpack-zip.mjs';
import type { Archive, PlanStatus } from '../../../src/core/contract.ts';
import { expect, test as base } from './fixture.ts';
import { EXTENSION, launch } from './launch.ts';
import { weekPlan } from '../support/week-plan.ts';

/** The package of the last release as it was published: see docs/release.md. */
const LAST_RELEASE = path.resolve(import.meta.dirname, '../releases/datagauge-0.1.0-chrome.zip');

const PLAN = weekPlan();
const READING = { asOf: new Date().toISOString(), used: 1e6, unit: 1000, scope: 'general', source: 'manual' };

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-upgrade-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

test('the last release, updated in place while the browser runs, keeps its data and keeps metering', async ({
  server,
  folder,
}) => {
  const extension = path.join(folder, 'extension');
  mkdirSync(extension);
  unpackZip(LAST_RELEASE, extension);
  const { certificates } = server;
  const profile = path.join(folder, 'profile');
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  // Without developer mode Chromium may disable an unpacked extension when it is reloaded.
  const preferences = { extensions: { ui: { developer_mode: true } } };
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const { context, worker } = await launch(profile, { env: { HOME: certificates.home }, extension });
  const panelOf = async (of: Worker): Promise<Page> => {
    const panel = await context.newPage();
    await panel.goto(`chrome-extension://${new URL(of.url()).host}/manifest.json`);
    return panel;
  };
  const sender =
    (panel: Page) =>
    <T>(message: object) =>
      panel.evaluate((one) => chrome.runtime.sendMessage<object, unknown>(one), message) as Promise<T>;

  const old = await panelOf(worker);
  const asked = sender(old);
  await asked({ type: 'plan.save', plan: PLAN });
  await asked({ type: 'plan.activate', id: 'week' });
  await asked({ type: 'reading.apply', reading: READING });
  await asked({ type: 'hold.set', hold: { site: 'ads.test', mode: 'lean' } });
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?size=90000&length'));
  const used = async (send: typeof asked) =>
    (await send<Archive>({ type: 'archive.export' })).usage.reduce((sum, { down }) => sum + down, 0);
  await expect.poll(() => used(asked)).toBeGreaterThan(90_000);
  // The timeline's corrections arrive before the update, so that the compared figures are final.
  await expect
    .poll(async () => (await asked<Archive>({ type: 'archive.export' })).usage.every(({ measured }) => measured === 1))
    .toBe(true);
  const before = await asked<Archive>({ type: 'archive.export' });

  rmSync(extension, { recursive: true });
  cpSync(EXTENSION, extension, { recursive: true });
  const updated = context.waitForEvent('serviceworker');
  await old.evaluate(() => chrome.runtime.reload()).catch(() => {});
  const fresh = await updated;
  await expect.poll(() => fresh.evaluate(() => chrome.webRequest.onCompleted.hasListeners())).toBe(true);
  const send = sender(await panelOf(fresh));
  const after = await send<Archive>({ type: 'archive.export' });
  // Something small may have come between the report and the update: the figures may have grown, never shrunk.
  const places = ({ usage }: Archive) =>
    new Map(usage.map((row) => [`${row.from} ${row.site} ${row.host} ${row.kind}`, row]));
  const kept = places(after);
  for (const [place, row] of places(before)) expect(kept.get(place)?.down, place).toBeGreaterThanOrEqual(row.down);
  const { plans, readings, holds } = before;
  expect(after).toMatchObject({ plans, readings, holds });
  expect(after).toMatchObject({ active: 'week', readings: [{ plan: 'week' }], holds: [{ site: 'ads.test' }] });
  expect(after.usage.map(({ site }) => site)).toContain('news.test');

  const { used: usedBefore } = await send<PlanStatus>({ type: 'plan.status' });
  const next = await context.newPage();
  await next.goto(server.url('www.shop.test', '/r.html?size=70000&length'));
  await expect
    .poll(async () => (await send<PlanStatus>({ type: 'plan.status' })).used)
    .toBeGreaterThan(usedBefore + 70_000);
  await context.close();
});
