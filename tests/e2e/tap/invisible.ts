/**
 * What a page can find out of each function that the tap replaces; runs in the page. To be compared with a page without
 * the tap.
 */
export function describeNatives(): Record<string, unknown> {
  const iterator = Object.getPrototypeOf((ReadableStream.prototype as any).values.call(new ReadableStream()));
  const places: [string, object, string | symbol][] = [
    ['toString', Function.prototype, 'toString'],
    ['WebSocket', globalThis, 'WebSocket'],
    ['WebSocket.prototype.constructor', WebSocket.prototype, 'constructor'],
    ['WebSocket.send', WebSocket.prototype, 'send'],
    ['RTCPeerConnection', globalThis, 'RTCPeerConnection'],
    ['webkitRTCPeerConnection', globalThis, 'webkitRTCPeerConnection'],
    ['RTCPeerConnection.prototype.constructor', RTCPeerConnection.prototype, 'constructor'],
    ['RTCPeerConnection.close', RTCPeerConnection.prototype, 'close'],
    ['EventSource', globalThis, 'EventSource'],
    ['EventSource.prototype.constructor', EventSource.prototype, 'constructor'],
    ['addEventListener', EventTarget.prototype, 'addEventListener'],
    ['Worker', globalThis, 'Worker'],
    ['Worker.prototype.constructor', Worker.prototype, 'constructor'],
    ['fetch', globalThis, 'fetch'],
    ['Request', globalThis, 'Request'],
    ['Request.prototype.constructor', Request.prototype, 'constructor'],
    ['Request.clone', Request.prototype, 'clone'],
    ['sendBeacon', Navigator.prototype, 'sendBeacon'],
    ['open', XMLHttpRequest.prototype, 'open'],
    ['send', XMLHttpRequest.prototype, 'send'],
    ...['body', 'clone', 'text', 'json', 'blob', 'arrayBuffer', 'formData', 'bytes'].map(
      (name): [string, object, string | symbol] => [`Response.${name}`, Response.prototype, name],
    ),
    ...['tee', 'getReader', 'pipeTo', 'pipeThrough', 'values', Symbol.asyncIterator].map(
      (name): [string, object, string | symbol] => [`ReadableStream.${String(name)}`, ReadableStream.prototype, name],
    ),
    ...['WebTransport', 'WebSocketStream', 'fetchLater'].map((name): [string, object, string] => [
      name,
      globalThis,
      name,
    ]),
    ...['datagrams', 'incomingUnidirectionalStreams', 'createBidirectionalStream', 'createUnidirectionalStream'].map(
      (name): [string, object, string] => [name, WebTransport.prototype, name],
    ),
    ['getWriter', WritableStream.prototype, 'getWriter'],
    ['write', WritableStreamDefaultWriter.prototype, 'write'],
    ['read', ReadableStreamDefaultReader.prototype, 'read'],
    ['byob read', ReadableStreamBYOBReader.prototype, 'read'],
    ['next', iterator, 'next'],
  ];
  const thrown = (run: () => unknown) => {
    try {
      return typeof run();
    } catch (error) {
      return `${(error as Error).constructor.name} ${(error as Error).name} ${(error as Error).message}`;
    }
  };
  const describe = ([, owner, name]: [string, object, string | symbol]) => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor) return null;
    const fn = (descriptor.value ?? descriptor.get) as { (): unknown; new (): unknown };
    return {
      flags: [
        descriptor.enumerable,
        descriptor.configurable,
        descriptor.writable,
        typeof descriptor.get,
        typeof descriptor.set,
      ],
      // Firefox creates globals when they are first accessed.
      at: owner === globalThis ? 0 : Reflect.ownKeys(owner).indexOf(name),
      own: Reflect.ownKeys(fn).map((key) => {
        const { value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(fn, key)!;
        return [String(key), typeof value === 'object' ? 'object' : value, writable, enumerable, configurable];
      }),
      texts: [
        fn.toString(),
        String(fn),
        `${fn as unknown as string}`,
        Function.prototype.toString.call(fn),
        Function.prototype.toString.toString.call(fn),
      ],
      proto: [
        Object.getPrototypeOf(fn) === Function.prototype,
        Object.getPrototypeOf(fn) === EventTarget,
        Object.isExtensible(fn),
      ],
      tag: Object.prototype.toString.call(fn),
      called: thrown(() => fn()),
      calledOnObject: thrown(() => Reflect.apply(fn, {}, [])),
      constructed: thrown(() => new fn()),
      extended: thrown(() => class extends (fn as unknown as new () => object) {}),
      inherited: thrown(() => Object.create(fn).toString()),
    };
  };
  return {
    ...Object.fromEntries(places.map((place) => [place[0], describe(place)])),
    sameConstructor: [WebSocket.prototype.constructor === WebSocket, Request.prototype.constructor === Request],
    sameAlias: (ReadableStream.prototype as any).values === (ReadableStream.prototype as any)[Symbol.asyncIterator],
    globals: Object.getOwnPropertyNames(globalThis).sort(),
    functionKeys: Reflect.ownKeys(Function.prototype).map(String),
  };
}

/** Errors as a page sees them, with their stacks; runs in the page. */
export async function describeErrors(): Promise<Record<string, unknown>> {
  const caught = async (run: () => unknown) => {
    try {
      await run();
      return 'nothing';
    } catch (error) {
      const { name, message, stack } = error as Error;
      return {
        name,
        message,
        lines: String(stack).split('\n').length,
        ours: /extension:|<anonymous code>/.test(String(stack)),
      };
    }
  };
  const socket = () => new WebSocket('ws://127.0.0.1:1/');
  return {
    'WebSocket, bad address': await caught(() => new WebSocket('what:')),
    'WebSocket, no new': await caught(() => (WebSocket as any)('ws://x')),
    'WebSocket, too early': await caught(() => socket().send('x')),
    'send on nothing': await caught(() => WebSocket.prototype.send.call({} as any, 'x')),
    RTCPeerConnection: await caught(() => new RTCPeerConnection(5 as any)),
    'XHR not open': await caught(() => new XMLHttpRequest().send()),
    'XHR, bad address': await caught(() => new XMLHttpRequest().open('GET', 'http://[')),
    'Request, bad': await caught(() => new Request('/', { method: 'GET', body: 'x' })),
    'sendBeacon, bad': await caught(() => navigator.sendBeacon('what:')),
    'toString of an object': await caught(() => Object.create(fetch).toString()),
    addEventListener: await caught(() => (addEventListener as any)('x')),
    'reader taken': await caught(() => {
      const stream = new ReadableStream();
      stream.getReader();
      stream.getReader();
    }),
    'fetch, refused': await caught(() => fetch('http://127.0.0.1:1/')),
    'fetch, bad address': await caught(() => fetch('http://[')),
    'WebTransport, bad address': await caught(() => new WebTransport('http://127.0.0.1/')),
    'Worker, bad address': await caught(() => new Worker('http://[')),
    'EventSource, bad': await caught(() => new EventSource('http://[')),
  };
}

/**
 * The order in which promises settle, and which rejections are reported; runs in the page, as the page's own script,
 * since rejections in injected code are not reported.
 */
export async function describePromises(other: string): Promise<unknown> {
  const log: string[] = [];
  const unhandled: string[] = [];
  const note = (event: PromiseRejectionEvent) => {
    unhandled.push(String(event.reason));
    event.preventDefault();
  };
  addEventListener('unhandledrejection', note);
  // Handled here: whether Chromium reports an unhandled failure to parse a body as JSON depends on when the body
  // arrived.
  const refusals: unknown[] = [];
  for (const url of [other, '/bytes?size=20'])
    await fetch(url)
      .then((response) => response.json())
      .catch((error: Error) => refusals.push([error.name, error.message, error instanceof SyntaxError]));
  void fetch('http://127.0.0.1:1/');
  while (!unhandled.some((reason) => /fetch/.test(reason))) await new Promise((resolve) => setTimeout(resolve, 20));
  removeEventListener('unhandledrejection', note);

  const stream = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
  const reader = new Response(stream).body!.getReader();
  const read = reader.read();
  void read.then(() => log.push('read'));
  let tick = Promise.resolve();
  for (let i = 0; i < 4; i++) tick = tick.then(() => void log.push(`tick ${i}`));
  await tick;
  return { unhandled, refusals, log, own: read instanceof Promise && read.constructor === Promise };
}
