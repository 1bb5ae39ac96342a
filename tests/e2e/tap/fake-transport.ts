/* A WebTransport that echoes, in place of the browser's: there is no WebTransport server for Node. */

const echo = () => new TransformStream<Uint8Array, Uint8Array>();

class FakeTransport {
  #datagrams = echo();
  #unidirectional = new TransformStream<ReadableStream, ReadableStream>();
  #bidirectional = new TransformStream<object, object>();
  #end!: (how: string) => void;
  #closed = new Promise<string>((resolve) => (this.#end = resolve));

  constructor(_url: string) {
    // nothing to connect to
  }
  get datagrams() {
    return this.#datagrams;
  }
  get incomingUnidirectionalStreams() {
    return this.#unidirectional.readable;
  }
  get incomingBidirectionalStreams() {
    return this.#bidirectional.readable;
  }
  close() {
    this.#end('by close');
  }
  get closed() {
    return this.#closed;
  }
  createBidirectionalStream() {
    return Promise.resolve(echo());
  }
  /** Comes back as an incoming stream. */
  async createUnidirectionalStream() {
    const { readable, writable } = echo();
    const writer = this.#unidirectional.writable.getWriter();
    void writer.write(readable);
    writer.releaseLock();
    return Promise.resolve(writable);
  }
}

const { prototype } = FakeTransport;
for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
  if (name !== 'constructor') Object.defineProperty(prototype, name, { ...member, enumerable: true });
Object.assign(globalThis, { WebTransport: FakeTransport });
