import path from 'node:path';
import type { Archive, Report } from '../../../src/core/contract.ts';
import { filesWith } from '../support/files-with.ts';
import { expect, extensionUrl, test } from './fixture.ts';

test('after saving, deleting and importing, everything is as it was', async ({ browserOf, server }) => {
  const { firefox, send } = browserOf;
  const tab = await firefox.newTab();
  await tab.goto(server.url('www.news.test', '/r.html?size=50000&length'));
  const report = () => send<Report>({ type: 'report' });
  // Firefox requests a page's icon when idle: no request may come after what is deleted.
  await expect.poll(() => server.served.some(({ path: asked }) => asked === '/favicon.ico')).toBe(true);
  await expect.poll(async () => (await report()).total.requests).toBe(server.served.length);
  await tab.goto(extensionUrl('manifest.json'));
  const expected = await report();
  const archive = await send<Archive>({ type: 'archive.export' });
  // Only the extension's storage: the browser's own history keeps its names.
  const onDisk = () => filesWith('news.test', path.join(firefox.profile, 'storage/default'));
  await expect.poll(onDisk).not.toEqual([]);
  expect(await send({ type: 'data.forget-all' })).toEqual({ done: true });
  await expect.poll(onDisk).toEqual([]);
  expect((await report()).sites).toEqual([]);
  const entries = archive.usage.length;
  expect(await send({ type: 'archive.import', archive })).toEqual({ added: entries, kept: 0 });
  expect({ ...(await report()), to: '' }).toEqual({ ...expected, to: '' });
  expect(await send({ type: 'archive.import', archive })).toEqual({ added: 0, kept: entries });
  expect({ ...(await report()), to: '' }).toEqual({ ...expected, to: '' });
});
