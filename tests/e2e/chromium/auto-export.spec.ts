import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AutoExportView } from '../../../src/core/auto-export.ts';
import type { Archive } from '../../../src/core/contract.ts';
import { expect, test, type Browser } from './fixture.ts';
import { saveInto } from './save-into.ts';

test.use({ granted: ['downloads'] });

/** Changes the stored state so that the last export was for the day before. */
const missToday = ({ panel }: Browser) =>
  panel.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open('datagauge'));
    const store = database.transaction('settings', 'readwrite').objectStore('settings');
    const settings = await done(store.get('settings') as IDBRequest<{ autoExport: { savedFor: number } }>);
    settings.autoExport.savedFor -= 1;
    await done(store.put(settings, 'settings'));
    database.close();
  });

test('automatic export saves once a day, makes up for a missed day, and says when it lacks permission', async ({
  browserOf: first,
  server,
}) => {
  const folder = test.info().outputPath('downloads');
  const saved = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []);
  const openData = async ({ context, extensionId }: Browser) => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/dashboard.html?lang=en#data`);
    return page;
  };
  const view = ({ send }: Browser) => send<AutoExportView>({ type: 'export.view' });

  await saveInto(first, folder);
  await (await first.context.newPage()).goto(server.url('www.news.test', '/r.txt?size=40000&length'));
  const page = await openData(first);
  await page.getByRole('combobox', { name: 'How often' }).selectOption('day');
  await page.getByRole('switch', { name: 'Save files automatically' }).click();
  await expect(page.getByText(/^Saved \d\d:\d\d: datagauge-\d{4}-\d\d-\d\d\.json$/)).toBeVisible();
  await expect.poll(saved).toHaveLength(1);
  const archive = JSON.parse(readFileSync(path.join(folder, saved()[0]!), 'utf8')) as Archive;
  expect(archive.usage.map(({ site }) => site)).toContain('news.test');
  const { last } = await view(first);
  await page.close();

  await missToday(first);
  const second = await first.restart();
  await expect.poll(async () => (await view(second)).last?.at).not.toBe(last?.at);
  const madeUp = await view(second);
  expect(madeUp.last).toMatchObject({ error: null });
  await (await second.stopWorker()).close();
  // A restarted worker answers only after its first check.
  expect(await view(second)).toEqual(madeUp);

  await second.panel.evaluate(() => chrome.permissions.remove({ permissions: ['downloads'] }));
  await expect.poll(async () => (await view(second)).every).toBe('off');
  const later = await openData(second);
  await expect(later.getByText('It was turned off. Saving files is not allowed.')).toBeVisible();
});
