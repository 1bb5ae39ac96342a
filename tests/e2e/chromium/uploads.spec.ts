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
    await expectSentCounted(how, { newTab: () => browserOf.context.newPage(), flows: browserOf.flows, server });
  });

test('an upload that its server refuses half-way does not count whole', async ({ browserOf, server }) => {
  const { context, flows } = browserOf;
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?length'));
  const status = await page.evaluate(
    async (to) => {
      // What uploads usually bring here.
      await fetch(`${to}up`, { method: 'POST', body: new Uint8Array(3_000_000) });
      const body = new Blob(Array<Uint8Array<ArrayBuffer>>(20).fill(new Uint8Array(10_000_000)));
      return fetch(`${to}refuses=4000000`, { method: 'POST', body }).then((response) => response.status);
    },
    server.url('www.news.test', '/r.json?'),
  );
  expect(status).toBe(413);
  const counted = async () => bodiesBySite(await flows())['news.test']?.up ?? 0;
  await expect.poll(counted).toBeGreaterThan(3_500_000);
  expect(await counted()).toBeLessThan(100_000_000);
});
