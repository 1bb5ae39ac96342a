import type { Report } from '../../../src/core/contract.ts';
import { expect, test } from './fixture.ts';

test.use({ privateWindows: true });

test('private windows are counted together and never named', async ({ browserOf, server }) => {
  const { panel, send } = browserOf;
  expect(await panel.evaluate(() => chrome.extension.isAllowedIncognitoAccess())).toBe(true);
  const readReport = () => send<Report>({ type: 'report' });
  server.page('www.app.test', '/', '<!doctype html><img src="/r.png?size=5000&length">');
  await panel.evaluate(
    (url) => chrome.windows.create({ url, incognito: true }).then(() => {}),
    server.url('www.app.test', '/'),
  );
  await expect.poll(() => server.served.some(({ path }) => path.startsWith('/r.png'))).toBe(true);
  await expect
    .poll(async () => (await readReport()).sites.map(({ site, hosts }) => ({ site, hosts })))
    .toEqual([{ site: '(private)', hosts: [] }]);
  const report = await readReport();
  expect(report.total.requests).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(report)).not.toContain('app.test');
});
