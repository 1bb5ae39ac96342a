import { expect, extensionUrl, ID, test } from './fixture.ts';

test.use({ prefs: { 'extensions.originControls.grantByDefault': false } });

type Privileged = {
  ChromeUtils: {
    importESModule(url: string): {
      ExtensionPermissions: { add(id: string, permissions: object, extension: unknown): Promise<void> };
    };
  };
  WebExtensionPolicy: { getByID(id: string): { extension: unknown } };
};

test('without access to sites the popup says so; once access is granted it counts', async ({ browserOf, server }) => {
  const { firefox, send } = browserOf;
  const popup = await firefox.newTab();
  await popup.goto(extensionUrl('popup.html?lang=en'));
  const text = () => popup.evaluate(() => document.body.innerText);
  await expect.poll(text).toContain('Cannot see sites yet');
  await firefox.chrome(async (id: string) => {
    const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as Privileged;
    const module = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const { extension } = WebExtensionPolicy.getByID(id);
    await module.ExtensionPermissions.add(id, { permissions: [], origins: ['<all_urls>'] }, extension);
  }, ID);
  await expect.poll(text).not.toContain('Cannot see sites yet');
  const page = await firefox.newTab();
  await page.goto(server.url('www.news.test', '/r.txt?size=40000&length'));
  await expect
    .poll(async () => (await send<{ total: { down: number } }>({ type: 'report' })).total.down)
    .toBeGreaterThan(40_000);
});
