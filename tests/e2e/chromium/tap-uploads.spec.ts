import { expect, test } from '../tap/chromium-tap.ts';
import { UPLOADS, upload } from '../tap/uploads.ts';

for (const [name, { how, kinds }] of Object.entries({
  fetch: { how: 'fetch', kinds: UPLOADS },
  'a Request': { how: 'request', kinds: UPLOADS },
  XMLHttpRequest: { how: 'xhr', kinds: UPLOADS },
  sendBeacon: { how: 'beacon', kinds: UPLOADS },
} as const))
  test(`counts what ${name} sends, to the byte`, async ({ tap, server }) => {
    for (const kind of kinds) await tap.page.evaluate(upload, { how, kind });
    const seen = () => server.seen.filter(({ path }) => path.startsWith(`/echo?${how}-`));
    await expect.poll(() => seen().length).toBe(kinds.length);
    const expected = seen().map(({ path, up }) => ({
      kind: 'body',
      url: server.url(path),
      method: 'POST',
      bytes: up,
      done: true,
    }));
    await expect.poll(async () => (await tap.reports('body')).length).toBe(kinds.length);
    expect(await tap.reports('body')).toMatchObject(expected);
  });

test('counts a stream while it is being sent', async ({ tap, server }) => {
  const url = server.url('/echo', 'h2');
  await tap.page.evaluate((to) => {
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(new Uint8Array(10_000));
        await new Promise((resolve) => Object.assign(globalThis, { goOn: resolve }));
        controller.enqueue(new Uint8Array(5_000));
        controller.close();
      },
    });
    void fetch(to, { method: 'POST', body, duplex: 'half' } as RequestInit);
  }, url);
  const report = { kind: 'body', url, method: 'POST', by: 'fetch' };
  await expect.poll(() => tap.reports('body')).toMatchObject([{ ...report, bytes: 10_000, done: false }]);
  await tap.page.evaluate(() => (globalThis as any).goOn());
  await expect.poll(() => tap.reports('body')).toMatchObject([{ ...report, bytes: 15_000, done: true }]);
  await expect.poll(() => server.seen.at(-1)?.up).toBe(15_000);
});

const FORM = `<!doctype html><form id="form" method="post" action="/posted#there" enctype="multipart/form-data">
  <input name="name &quot;a&quot;" value="流量"><textarea name="text">one
two</textarea><input type="file" name="file" multiple><button name="how" value="pressed" id="go">Go</button></form>`;

for (const how of ['a button', 'form.submit()', 'requestSubmit()'])
  test(`counts a form with files, sent by ${how}`, async ({ tap, server }) => {
    server.page('/form', FORM);
    await tap.page.goto(server.url('/form'));
    await tap.page.setInputFiles('input[type=file]', [
      { name: 'bild "1".png', mimeType: 'image/png', buffer: Buffer.alloc(70_000, 1) },
      { name: 'ohne', mimeType: '', buffer: Buffer.alloc(3_000, 2) },
    ]);
    if (how === 'a button') await tap.page.click('#go');
    else
      await tap.page.evaluate((by) => {
        const form = document.querySelector('form')!;
        if (by === 'form.submit()') form.submit();
        else form.requestSubmit();
      }, how);
    await tap.page.waitForURL('**/posted**');
    const { up } = server.seen.findLast(({ path }) => path === '/posted')!;
    expect(up).toBeGreaterThan(73_000);
    await expect
      .poll(() => tap.reports('body'))
      .toMatchObject([{ kind: 'body', by: 'form', method: 'POST', url: server.url('/posted'), bytes: up }]);
  });
