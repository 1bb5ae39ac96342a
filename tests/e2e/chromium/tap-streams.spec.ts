import { breakable, READINGS } from '../tap/breakable.ts';
import { expect, test } from '../tap/chromium-tap.ts';

const FIRST = 300_000;

for (const how of READINGS)
  test(`counts a response that is aborted half-way: ${how}`, async ({ tap, server }) => {
    const path = `/stream?first=${FIRST}&rest=5000&${how}`;
    await tap.page.evaluate(breakable, { url: server.url(path), how });
    const report = {
      kind: 'stream',
      url: server.url(path),
      done: false,
      hidden: false,
      by: how === 'xhr' ? 'xhr' : 'fetch',
    };
    await expect.poll(() => tap.reports('stream')).toMatchObject([{ ...report, read: FIRST }]);
    await tap.page.evaluate(() => (globalThis as any).abort());
    server.release();
    await tap.page.evaluate(() => fetch('/bytes?size=1').then((response) => response.text()));
    expect(await tap.reports('stream')).toMatchObject([{ ...report, read: FIRST }]);
  });

test('reports the end of a response that arrived in parts, and nothing of one that arrived at once', async ({
  tap,
  server,
}) => {
  const path = '/stream?first=1000&rest=2000';
  await tap.page.evaluate(async (url) => {
    await fetch('/bytes?size=5000').then(async (response) => {
      const reader = response.body!.getReader();
      while (!(await reader.read()).done);
    });
    const reader = (await fetch(url)).body!.getReader();
    void (async () => {
      while (!(await reader.read()).done);
    })();
  }, server.url(path));
  const report = { kind: 'stream', url: server.url(path), by: 'fetch', hidden: false };
  await expect.poll(() => tap.reports('stream')).toMatchObject([{ ...report, read: 1000, done: false }]);
  server.release();
  await expect.poll(() => tap.reports('stream')).toMatchObject([{ ...report, read: 3000, done: true }]);
});

for (const how of ['text', 'json', 'arrayBuffer', 'blob', 'xhr'])
  test(`reports the decoded size of another origin’s response without a length: ${how}`, async ({ tap, server }) => {
    const url = (query: string) => server.url(`/bytes?size=11&${query}`, 'other');
    const results = await tap.page.evaluate(
      async ({ urls, how }) => {
        const results = [];
        for (const url of urls)
          results.push(
            how === 'xhr'
              ? await new Promise((resolve) => {
                  const request = new XMLHttpRequest();
                  request.open('GET', url);
                  request.onload = () => resolve(request.responseText.length);
                  request.send();
                })
              : await fetch(url).then((response) => (response as any)[how]()),
          );
        return results.length;
      },
      { urls: [url(`gzip&${how}`), url(`length&${how}`)], how },
    );
    expect(results).toBe(2);
    await expect
      .poll(() => tap.reports('stream'))
      .toMatchObject([{ url: url(`gzip&${how}`), read: 11, done: true, hidden: true }]);
  });

test('counts an event stream, including events with a type', async ({ tap, server }) => {
  const url = server.url('/events?size=2000');
  await tap.page.evaluate((from) => {
    const source = new EventSource(from);
    source.addEventListener('price', () => {});
  }, url);
  const exact = 'data: \n\n'.length + 2000 + 'event: price\ndata: \n\n'.length + 6000;
  await expect.poll(() => tap.reports('stream')).toMatchObject([{ by: 'eventsource', url, read: exact, done: false }]);
});
