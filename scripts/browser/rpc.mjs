/**
 * What CDP and WebDriver BiDi have in common: numbered requests, replies by number.
 *
 * @param {(text: string) => void} write
 * @returns {{
 *   send: (method: string, params?: object, extra?: object) => Promise<any>
 *   receive: (text: string) => void
 *   end: () => void
 * }}
 */
export function createRpc(write) {
  /** @type {Map<number, { method: string; resolve: (value: unknown) => void; reject: (reason: Error) => void }>} */
  const waiting = new Map();
  let count = 0;
  let ended = false;
  return {
    send: (method, params = {}, extra = {}) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new Error(`${method}: the browser has gone`));
        waiting.set(++count, { method, resolve, reject });
        write(JSON.stringify({ id: count, method, params, ...extra }));
      }),
    receive(text) {
      const message = JSON.parse(text);
      const request = waiting.get(message.id);
      if (!request) return; // an event
      waiting.delete(message.id);
      if (message.error) {
        // CDP: { error: { message } }; BiDi: { error: 'code', message }
        request.reject(new Error(`${request.method}: ${message.error.message ?? message.message ?? message.error}`));
      } else request.resolve(message.result);
    },
    end() {
      ended = true;
      for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser has gone`));
      waiting.clear();
    },
  };
}
