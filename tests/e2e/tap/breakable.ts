/** The ways in which a page can read a response in parts. */
export const READINGS = [
  'getReader',
  'byob',
  'iteration',
  'pipeTo',
  'pipeToWithOptions',
  'pipeThrough',
  'tee',
  'secondBranch',
  'clone',
  'xhr',
] as const;

/** Starts reading a response until the page calls `abort()`; runs in the page. */
export async function breakable({ url, how }: { url: string; how: (typeof READINGS)[number] }): Promise<void> {
  const controller = new AbortController();
  Object.assign(globalThis, { abort: () => controller.abort() });
  const drain = async (stream: ReadableStream, mode?: 'byob') => {
    const reader = (mode ? stream.getReader({ mode }) : stream.getReader()) as ReadableStreamDefaultReader;
    for (;;) {
      const { done } = await (mode
        ? (reader as unknown as ReadableStreamBYOBReader).read(new Uint8Array(65536))
        : reader.read());
      if (done) return;
    }
  };
  if (how === 'xhr') {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.send();
    Object.assign(globalThis, { abort: () => request.abort() });
    return;
  }
  const response = await fetch(url, { signal: controller.signal });
  const body = () => response.body!;
  const work = {
    getReader: () => drain(body()),
    byob: () => drain(body(), 'byob'),
    iteration: async () => {
      for await (const _ of body() as unknown as AsyncIterable<Uint8Array>);
    },
    pipeTo: () => body().pipeTo(new WritableStream()),
    pipeToWithOptions: () =>
      body().pipeTo(new WritableStream(), { preventClose: true, signal: new AbortController().signal }),
    pipeThrough: () => drain(body().pipeThrough(new TransformStream())),
    tee: () =>
      Promise.all(
        body()
          .tee()
          .map((branch) => drain(branch)),
      ),
    secondBranch: () => drain(body().tee()[1]),
    clone: () => Promise.all([drain(response.clone().body!), drain(body())]),
  }[how];
  work().catch(() => {});
}
