import type { Report } from '../../../src/core/contract.ts';
import { expectAllCounted } from '../support/expect-all-counted.ts';
import { expect, test } from './fixture.ts';

test('a background stopped while a page loads loses nothing and counts nothing twice', async ({
  browserOf,
  server,
}) => {
  const { firefox, send, stopBackground } = browserOf;
  const page = await firefox.newTab();
  await page.goto(server.url('www.news.test', '/r.html?size=20000&length'));
  for (let round = 0; round < 3; round++) {
    await page.evaluate((n: number) => {
      const image = new Image();
      image.src = `/r.png?size=${50_000 + n}&length&hold&round=${n}`;
      document.body.append(image);
      return fetch(`/r.json?size=3000&gzip&n=${n}`).then((response) => response.text());
    }, round);
    await expect.poll(() => server.served.some(({ path }) => path.includes(`hold&round=${round}`))).toBe(true);
    const ended = async () => (await send<Report>({ type: 'report' })).total.requests;
    await expect.poll(async () => server.served.length - (await ended())).toBe(1);
    // A report writes what came before it was requested, but also contains what came since. After one more, that is on
    // disk too.
    await ended();
    await stopBackground();
    server.release();
    await page.waitFor(() => [...document.images].every((image) => image.complete));
  }
  await expectAllCounted(send, server);
});
