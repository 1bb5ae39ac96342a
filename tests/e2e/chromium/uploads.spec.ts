import { expectSentCounted } from '../support/large-upload.ts';
import { bodiesBySite } from '../support/mixed-page.ts';
import { UPLOADS } from '../support/uploads.ts';
import { expect, test } from './fixture.ts';

test('every way of sending a body is counted to the byte', async ({ browserOf, server }) => {
  const { context, flows } = browserOf;
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?length'));
  for (const [name, send] of Object.entries(UPLOADS)) {
    const before = server.served.length;
    await page.evaluate(send, 40_000 + before); // no two bodies alike
    await expect.poll(() => server.served.slice(before).some(({ up }) => up > 0)).toBe(true);
    const sent = server.served.reduce((sum, { up }) => sum + up, 0);
    await expect.poll(async () => bodiesBySite(await flows())['news.test']?.up, `after ${name}`).toBe(sent);
  }
});

for (const how of ['aborted', 'closed'] as const)
  test(`an upload counts while it is sent, and what was sent of it when it is ${how}`, async ({
    browserOf,
    server,
  }) => {
    const open = async (url: string) => {
      const page = await browserOf.context.newPage();
      await page.goto(url);
      return page;
    };
    await expectSentCounted(how, { open, flows: browserOf.flows, server });
  });
