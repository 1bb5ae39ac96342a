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

/** More than the buffers between a page and a server that reads no further. */
const LARGE = 60_000_000;

for (const origin of ['own', 'other'] as const)
  test(`tells how much of an XMLHttpRequest's body was sent, to ${origin === 'own' ? 'its own' : 'another'} origin`, async ({
    tap,
    server,
  }) => {
    const url = server.url('/echo?takes=2000000', origin);
    await tap.page.evaluate(
      ([to, bytes]) => {
        const request = new XMLHttpRequest();
        request.open('POST', to);
        request.upload.onprogress = ({ loaded }) => Object.assign(globalThis, { loaded });
        request.send(new Uint8Array(bytes));
        Object.assign(globalThis, { request });
      },
      [url, LARGE] as const,
    );
    const loaded = () => tap.page.evaluate(() => (globalThis as any).loaded as number);
    const told = async () => (await tap.reports('body')).filter(({ done }) => !done);
    await expect.poll(loaded).toBeGreaterThan(2_000_000);
    await expect.poll(async () => (await told()).at(-1)?.bytes === (await loaded())).toBe(true);
    expect(await told()).toMatchObject([{ url, method: 'POST', by: 'xhr' }]);
    expect(await loaded()).toBeLessThan(LARGE);
    const stopped = await loaded();
    await tap.page.evaluate(() => (globalThis as any).request.abort());
    expect((await told()).at(-1)?.bytes).toBe(stopped);
  });

test('does not tell how much was sent of a body that is sent at once', async ({ tap, server }) => {
  await tap.page.evaluate(upload, { how: 'xhr', kind: 'form-files' } as const);
  await expect.poll(() => tap.reports('body')).toMatchObject([{ done: true, url: server.url('/echo?xhr-form-files') }]);
});

test('has no server asked for leave that was not asked without it', async ({ tap, server }) => {
  const send = (listens: boolean) =>
    tap.page.evaluate(
      async ([to, listens]) => {
        const request = new XMLHttpRequest();
        if (listens) request.upload.onprogress = () => {};
        for (const n of [1, 2, 3]) {
          request.open('POST', `${to}?${n}`);
          const answered = new Promise((resolve) => (request.onload = resolve));
          request.send('x'.repeat(100_000));
          await answered;
        }
      },
      [server.url('/echo', 'other'), listens] as const,
    );
  const [before, asked] = [server.seen.length, server.preflights.length];
  await send(false);
  const sent = server.seen.slice(before).map(({ path }) => path);
  expect(sent.filter((path) => path.startsWith('/echo'))).toEqual(['/echo?1', '/echo?2', '/echo?3']);
  expect(server.preflights.slice(asked)).toEqual([]);
  await send(true);
  expect(server.preflights.slice(asked)).toHaveLength(3);
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
