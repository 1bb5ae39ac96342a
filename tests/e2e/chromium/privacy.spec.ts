import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Message } from '../../../src/core/message.ts';
import { readNetLog } from '../support/net-log.ts';
import { expect, test } from './fixture.ts';
import { weekPlan } from '../support/week-plan.ts';

const log = path.join(tmpdir(), `datagauge-net-log-${process.pid}.json`);

/** What the browser itself would talk about with its maker goes to a port where nobody listens. */
const NOWHERE = 'http://localhost:9';

test.use({
  switches: [
    `--log-net-log=${log}`,
    `--component-updater=url-source=${NOWHERE}/`,
    `--gaia-url=${NOWHERE}`,
    '--no-pings',
    '--disable-domain-reliability',
    '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate',
  ],
});

test.afterAll(() => rmSync(log, { force: true }));

const PLAN = weekPlan();

/** Each message once at least: the compiler asks for an example of a new one. */
const MESSAGES: { [T in Message['type']]: Extract<Message, { type: T }>[] } = {
  'data.forget-all': [{ type: 'data.forget-all' }],
  'plan.save': [
    { type: 'plan.save', plan: PLAN },
    { type: 'plan.save', plan: { ...PLAN, id: 'other' } },
  ],
  'plan.activate': [{ type: 'plan.activate', id: 'week' }],
  'plan.remove': [{ type: 'plan.remove', id: 'other' }],
  history: [{ type: 'history', step: 'day' }],
  outlook: [{ type: 'outlook' }],
  'plan.list': [{ type: 'plan.list' }],
  'plan.status': [{ type: 'plan.status' }],
  'hold.set': [{ type: 'hold.set', hold: { site: 'ads.test', mode: 'paused' } }],
  'hold.list': [{ type: 'hold.list' }],
  'held.view': [{ type: 'held.view', address: 'https://ads.test/' }],
  'held.open': [{ type: 'held.open', address: 'https://ads.test/', tab: 1, how: 'quarter' }],
  'holds.view': [{ type: 'holds.view' }],
  'holds.adjust': [{ type: 'holds.adjust', site: 'ads.test', plan: null, embeds: false }],
  'holds.settings': [{ type: 'holds.settings', guard: { on: false, bytes: 25_000_000, always: [] } }],
  'large.answer': [{ type: 'large.answer', id: 'none', answer: 'not-now' }],
  'holds.lean': [{ type: 'holds.lean' }],
  'holds.only': [{ type: 'holds.only', on: false, site: 'ads.test' }],
  'holds.release': [{ type: 'holds.release', site: 'ads.test' }],
  'hold.clear': [{ type: 'hold.clear', site: 'ads.test' }],
  'metering.set': [
    { type: 'metering.set', metered: false },
    { type: 'metering.set', metered: true },
  ],
  report: [{ type: 'report' }, { type: 'report', includeUnmetered: true }],
  'device.list': [{ type: 'device.list' }],
  'device.share': [{ type: 'device.share', isOn: true }],
  'device.forget': [{ type: 'device.forget', id: 'x' }],
  diagnostics: [{ type: 'diagnostics' }],
  'reading.parse': [{ type: 'reading.parse', text: 'You have used 1.2 GB of 7 GB. http://carrier.test/top-up' }],
  'reading.apply': [
    {
      type: 'reading.apply',
      reading: { asOf: null, used: 1.2e9, unit: null, scope: 'general', source: 'sms', text: 'http://carrier.test/' },
    },
  ],
  'reading.list': [{ type: 'reading.list' }],
  'reading.remove': [{ type: 'reading.remove', id: 'x' }],
  'reading.restore': [{ type: 'reading.restore', id: 'x' }],
  'correction.set': [{ type: 'correction.set', isOn: true }],
  'aside.export': [{ type: 'aside.export' }],
  'archive.export': [{ type: 'archive.export' }],
  'archive.import': [
    {
      type: 'archive.import',
      archive: {
        format: 'datagauge-archive',
        version: 1,
        exportedAt: new Date().toISOString(),
        plans: [],
        active: null,
        readings: [],
        holds: [{ site: 'elsewhere.test', mode: 'lean' }],
        usage: [],
      },
    },
  ],
  'data.forget-site': [{ type: 'data.forget-site', site: 'ads.test' }],
  'data.forget-time': [{ type: 'data.forget-time', from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }],
  'alert.list': [{ type: 'alert.list' }],
  'stop.list': [{ type: 'stop.list' }],
  advise: [{ type: 'advise' }],
  'export.view': [{ type: 'export.view' }],
  'export.set': [{ type: 'export.set', every: 'week', format: 'csv' }],
  'wifi.rules': [{ type: 'wifi.rules' }],
  'wifi.set': [{ type: 'wifi.set', hours: [{ days: [1], from: '19:00', to: '08:00' }], followsNetwork: true }],
};

/** Whatever our pages complain of: refused by their policy, thrown, failed. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

test('every view and every message makes no connection that a page did not make', async ({ browserOf, server }) => {
  const { context, extensionId, send } = browserOf;
  server.page(
    'www.news.test',
    '/',
    `<!doctype html><img src="/r.png?size=5000"><script src="${server.url('cdn.test', '/r.js?size=3000&gzip')}"></script>`,
  );
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/'));

  for (const message of Object.values(MESSAGES).flat()) await send(message);

  const popup = await context.newPage();
  const complaints = complaintsOf(popup);
  const painted = () => popup.evaluate(() => performance.getEntriesByName('datagauge:painted').length);
  const home = `chrome-extension://${extensionId}`;
  await popup.goto(`${home}/popup.html`);
  await expect.poll(painted).toBe(1);
  await popup.goto(`${home}/dashboard.html`);
  await expect.poll(painted).toBe(1);
  const views = await popup.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  expect(views).toContain('#sites');
  for (const view of [...views, '#first']) {
    await popup.goto(`${home}/dashboard.html${view}`);
    await expect(popup.locator('main')).not.toHaveAttribute('aria-busy', 'true');
    await expect(popup.locator('main')).not.toBeEmpty();
  }
  expect(complaints).toEqual([]);
  await context.close();

  const { requested, resolved, connected } = readNetLog(log);
  const hosts = [...new Set(requested.map((url) => new URL(url).origin))].filter((origin) => origin !== NOWHERE);
  const pages = ['www.news.test', 'cdn.test'].map((host) => `https://${host}:${server.port}`);
  expect(hosts.sort()).toEqual(pages.sort());
  // Names are mapped to the server before they are looked up.
  const origins = resolved.filter((origin) => !origin.includes('localhost:9'));
  expect(origins.map((origin) => origin.replace(/^https:\/\//, ''))).toEqual([`127.0.0.1:${server.port}`]);
  expect(connected.filter((address) => !address.endsWith(':9'))).toEqual([`127.0.0.1:${server.port}`]);
});
