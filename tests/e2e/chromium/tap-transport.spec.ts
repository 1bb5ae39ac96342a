import { expect, test } from '../tap/chromium-tap.ts';

test.use({ order: ['fake-transport', 'main-world', 'isolated-world'] });

test('WebTransport is counted: its datagrams, and the streams that either side opens', async ({ tap, server }) => {
  await tap.page.evaluate(async () => {
    const transport = new WebTransport('/transport');
    const write = async (to: WritableStream<Uint8Array>, ...sizes: number[]) => {
      const writer = to.getWriter();
      for (const size of sizes) await writer.write(new Uint8Array(size));
      await writer.close();
    };
    const drain = async (from: ReadableStream<Uint8Array>) => {
      const reader = from.getReader();
      while (!(await reader.read()).done);
    };
    const pair = await transport.createBidirectionalStream();
    await Promise.all([write(pair.writable, 1000, 500), drain(pair.readable)]);
    const [out, incoming] = await Promise.all([
      transport.createUnidirectionalStream(),
      (transport.incomingUnidirectionalStreams as ReadableStream<ReadableStream<Uint8Array>>).getReader().read(),
    ]);
    await Promise.all([write(out, 70), drain(incoming.value!)]);
    const { datagrams } = transport;
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array(6));
        controller.close();
      },
    });
    const sink = new WritableStream<Uint8Array>();
    await Promise.all([source.pipeTo(datagrams.writable), datagrams.readable.pipeTo(sink)]);
  });
  const bytes = 1000 + 500 + 70 + 6;
  await expect
    .poll(() => tap.reports('webtransport'))
    .toMatchObject([{ url: server.url('/transport'), down: bytes, up: bytes, datagramsDown: 4, datagramsUp: 4 }]);
});

test('WebTransports are closed with all channels, whatever the page has replaced', async ({ tap }) => {
  const closed = await tap.page.evaluate(async () => {
    const native = WebTransport.prototype;
    const transports = [new WebTransport('/one'), new WebTransport('/two')];
    native.close = () => {};
    Object.assign(Object.prototype, { 99: 'no channel' });
    dispatchEvent(new Event('close-channels'));
    return Promise.all(transports.map(({ closed }) => closed as Promise<unknown>));
  });
  expect(closed).toEqual(['by close', 'by close']);
});
