import type { Archive } from '../../../src/core/contract.ts';
import { filesWith } from '../support/files-with.ts';
import { expect, test, type Browser } from './fixture.ts';
import { findings } from './findings.ts';

const HOUR = 3_600_000;
const row = (site: string, ago: number): Archive['usage'][number] => {
  const from = Math.floor((Date.now() - ago) / HOUR) * HOUR;
  const slot = { from: new Date(from).toISOString(), to: new Date(from + HOUR / 4).toISOString(), plan: '' };
  const bytes = { down: 5_000_000, up: 1000, low: 5_000_000, high: 5_002_000, measured: 1, requests: 3 };
  return { ...slot, site, host: `cdn.${site}`, kind: 'image', ...bytes };
};

async function importUsage({ send }: Browser): Promise<void> {
  const usage = [row('news.test', HOUR), row('video.test', HOUR), row('old.test', 60 * HOUR)];
  const head = { format: 'datagauge-archive', version: 1, exportedAt: new Date().toISOString(), active: null };
  const archive = { ...head, plans: [], readings: [], holds: [], usage };
  expect(await send({ type: 'archive.import', archive })).toEqual({ added: 3, kept: 0 });
}

const sites = async ({ send }: Browser) =>
  (await send<Archive>({ type: 'archive.export' })).usage.map(({ site }) => site).sort();

test('a site, a day and everything are deleted, or kept by undoing', async ({ browserOf }) => {
  await importUsage(browserOf);
  const page = await browserOf.context.newPage();
  await page.goto(`chrome-extension://${browserOf.extensionId}/dashboard.html#data`);
  const part = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Delete' }) });
  await part.getByLabel('A site').selectOption('news.test');
  await part.getByRole('button', { name: 'Delete A site' }).click();
  await expect(part.getByRole('status')).toHaveText('news.test: deleted in a moment.');
  await part.getByRole('button', { name: 'Undo' }).click();
  await expect(part.getByRole('status')).toHaveText('news.test: kept.');
  expect(await sites(browserOf)).toEqual(['news.test', 'old.test', 'video.test']);
  expect(await findings(page)).toEqual([]);

  await part.getByRole('button', { name: 'Delete A site' }).click();
  // A pending deletion is carried out when the next is requested.
  await part.getByLabel('A day').fill(new Date(Date.now() - 60 * HOUR).toLocaleDateString('sv'));
  await part.getByRole('button', { name: 'Delete A day' }).click();
  await expect.poll(() => sites(browserOf)).toEqual(['old.test', 'video.test']);
  // So it is when the view is left.
  await page.getByRole('link', { name: 'Sites', exact: true }).click();
  await expect.poll(() => sites(browserOf)).toEqual(['video.test']);

  await page.goto(`chrome-extension://${browserOf.extensionId}/dashboard.html#data`);
  await part.getByRole('button', { name: 'Delete everything' }).click();
  // Otherwise it is carried out when its delay has passed.
  await expect(part.getByRole('status')).toHaveText('Everything: deleted.');
  expect(await sites(browserOf)).toEqual([]);
});

test('after a deletion no file of the profile contains the name any more', async ({ browserOf }) => {
  // Names that compression cannot shorten.
  const [gone, stays] = ['qzxvkjw', 'wyghfbx'];
  const hours = Array.from({ length: 40 }, (_, hour) => hour * HOUR);
  const usage = [gone, stays].flatMap((name) => hours.map((ago) => row(`${name}.test`, ago)));
  const head = { format: 'datagauge-archive', version: 1, exportedAt: new Date().toISOString(), active: null };
  await browserOf.send({ type: 'archive.import', archive: { ...head, plans: [], readings: [], holds: [], usage } });
  const { profile } = browserOf;
  const isLeft = (name: string) => filesWith(name, profile).length > 0;
  expect([gone, stays].map(isLeft)).toEqual([true, true]);

  await browserOf.send({ type: 'data.forget-site', site: `${gone}.test` });
  await expect.poll(() => filesWith(gone, profile)).toEqual([]);
  expect(isLeft(stays)).toBe(true);
  const again = await browserOf.restart();
  expect(filesWith(gone, profile)).toEqual([]);
  expect(new Set(await sites(again))).toEqual(new Set([`${stays}.test`]));

  await again.send({ type: 'data.forget-all' });
  await expect.poll(() => filesWith(stays, profile)).toEqual([]);
  expect(await sites(again)).toEqual([]);
});
