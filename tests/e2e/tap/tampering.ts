/*
 * Ways in which pages tamper with the functions that the tap uses; each runs in the page, before the page's other
 * scripts.
 */

export const TAMPERING: Record<string, () => void> = {
  'wraps WebSocket and fetch': () => {
    const { WebSocket: Native, fetch: nativeFetch } = globalThis;
    globalThis.WebSocket = class extends Native {};
    globalThis.fetch = (...args) => nativeFetch(...args);
  },
  'replaces what the tap calls': () => {
    const leaked: string[] = [];
    Object.assign(globalThis, { leaked });
    const spy = (owner: any, name: PropertyKey) => {
      const descriptor = Object.getOwnPropertyDescriptor(owner, name)!;
      const part = descriptor.get ? 'get' : 'value';
      const native = descriptor[part];
      Object.defineProperty(owner, name, {
        ...descriptor,
        [part](this: unknown, ...args: unknown[]) {
          if (/extension:|<anonymous code>/.test(String(new Error().stack))) leaked.push(String(name));
          return Reflect.apply(native, this, args);
        },
      });
    };
    spy(Promise.prototype, 'then');
    spy(EventTarget.prototype, 'addEventListener');
    spy(EventTarget.prototype, 'dispatchEvent');
    spy(WeakMap.prototype, 'get');
    spy(WeakMap.prototype, 'set');
    spy(Set.prototype, 'add');
    spy(JSON, 'stringify');
    spy(String.prototype, 'charCodeAt');
    spy(Array.prototype, Symbol.iterator);
    spy(Array.prototype, 'push');
    spy(WebSocket.prototype, 'bufferedAmount');
    spy(WebSocket.prototype, 'readyState');
    spy(MessageEvent.prototype, 'data');
    spy(Blob.prototype, 'size');
    spy(Response.prototype, 'url');
    spy(Response.prototype, 'headers');
    spy(Object.prototype, 'toString');
    spy(Node.prototype, 'baseURI');
    spy(URL.prototype, 'href');
  },
  'puts members on Object.prototype': () => {
    const leaked: string[] = [];
    Object.assign(globalThis, { leaked });
    for (const name of ['get', 'apply', 'construct', 'toJSON', 'bubbles', 'detail', 'relatedTarget', 'transform'])
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get() {
          if (/extension:|<anonymous code>/.test(String(new Error().stack))) leaked.push(name);
          return undefined;
        },
        set(value) {
          Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
        },
      });
  },
  'freezes its prototypes': () => {
    for (const one of [
      WebSocket,
      EventTarget,
      Promise,
      Response,
      Request,
      ReadableStream,
      XMLHttpRequest,
      Function,
      Object,
    ])
      Object.freeze(one.prototype);
    Object.freeze(globalThis.WebSocket);
  },
  'removes what it can': () => {
    Reflect.deleteProperty(globalThis, 'CustomEvent');
    Reflect.deleteProperty(globalThis, 'EventTarget');
    Reflect.deleteProperty(globalThis, 'WeakMap');
    Reflect.deleteProperty(globalThis, 'PointerEvent');
    Reflect.deleteProperty(WebSocket.prototype, 'bufferedAmount');
  },
};
