import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Archive, Report } from '../../../src/core/contract.ts';
import { expect, test, type Browser } from './fixture.ts';
import { weekPlan } from '../support/week-plan.ts';

const PLAN = weekPlan();

const report = ({ send }: Browser) => send<Report>({ type: 'report', includeUnmetered: true });

async function openData({ context, extensionId }: Browser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html#data`);
  return page;
}

async function save(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save everything (JSON)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^datagauge-archive-\d{4}-\d\d-\d\d\.json$/);
  return readFileSync(await download.path(), 'utf8');
}

/** The status line of the section 'Take it with you' alone. */
const statusLine = (page: Page) => page.locator('section').filter({ hasText: 'Take it with you' }).getByRole('status');

const importFile = (page: Page, name: string, text: string) =>
  page.getByLabel('Import an archive').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

test('what one browser saves, another imports: the same report, and nothing the second time', async ({
  browserOf,
  otherBrowser,
  server,
}) => {
  server.page('www.news.test', '/', `<!doctype html><img src="${server.url('cdn.test', '/a.png?size=50000')}">`);
  await browserOf.send({ type: 'plan.save', plan: PLAN });
  await browserOf.send({ type: 'plan.activate', id: 'week' });
  const tab = await browserOf.context.newPage();
  await tab.goto(server.url('www.news.test', '/'));
  const down = async () => (await report(browserOf)).sites.find(({ site }) => site === 'news.test')?.down ?? 0;
  await expect.poll(down).toBeGreaterThan(50_000);
  await tab.close();

  const text = await save(await openData(browserOf));
  const archive = JSON.parse(text) as Archive;
  expect(archive.usage.map(({ site }) => site)).toContain('news.test');
  const expected = await report(browserOf);

  const page = await openData(otherBrowser);
  await importFile(page, 'archive.json', text);
  await expect(statusLine(page)).toHaveText(`${archive.usage.length + 1} added, 0 were there already.`);
  const after = await report(otherBrowser);
  expect({ ...after, to: '' }).toEqual({ ...expected, to: '' });
  await importFile(page, 'archive.json', text);
  await expect(statusLine(page)).toHaveText(`0 added, ${archive.usage.length + 1} were there already.`);
  expect({ ...(await report(otherBrowser)), to: '' }).toEqual({ ...expected, to: '' });

  // Imported where it was saved, it adds nothing either.
  const home = await openData(browserOf);
  await importFile(home, 'archive.json', text);
  await expect(statusLine(home)).toHaveText(/^0 added/);
  expect({ ...(await report(browserOf)), to: '' }).toEqual({ ...expected, to: '' });
});

test('a file that is no archive is refused with the field’s name, and a huge one is not read', async ({
  browserOf,
}) => {
  const page = await openData(browserOf);
  const alert = page.getByRole('alert');
  await importFile(page, 'broken.json', '{"format":');
  await expect(alert).toContainText('JSON');
  const usage = [{ from: 'now' }];
  const archive = { format: 'datagauge-archive', version: 1, exportedAt: new Date().toISOString(), plans: [], active: null, readings: [], holds: [], usage }; // prettier-ignore
  await importFile(page, 'wrong.json', JSON.stringify(archive));
  await expect(alert).toContainText('archive usage[0].from: must be an ISO 8601 instant');
  expect(await browserOf.send({ type: 'archive.import', archive })).toMatchObject({
    error: expect.stringContaining('archive usage[0].from'),
  });
  await page.evaluate(() => {
    const zeros = new File([new Uint8Array(100_000_000)], 'zeros.json');
    Blob.prototype.text = () => Promise.reject(new Error('it was read'));
    const files = new DataTransfer();
    files.items.add(zeros);
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(alert).toContainText('is larger than any archive');
  expect((await browserOf.send<Archive>({ type: 'archive.export' })).usage).toEqual([]);
});
