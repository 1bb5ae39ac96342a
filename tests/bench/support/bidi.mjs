import { WebSocket } from 'ws';

/**
 * A client for WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), as small as the bench needs.
 *
 * @param {string} url of the session
 * @param {string} host what Firefox takes for its own name
 */
export async function connectBidi(url, host) {
  const socket = new WebSocket(url, { headers: { host }, perMessageDeflate: false, maxPayload: 2 ** 28 });
  /** @type {Map<number, { method: string, done: (result: any) => void, failed: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  socket.on('message', (raw) => {
    const reply = JSON.parse(String(raw));
    const asked = waiting.get(reply.id);
    if (!asked) return; // an event
    waiting.delete(reply.id);
    if (reply.type === 'success') asked.done(reply.result);
    else asked.failed(new Error(`${asked.method}: ${reply.error}: ${reply.message}`));
  });
  socket.on('close', () => {
    for (const { method, failed } of waiting.values()) failed(new Error(`${method}: connection closed`));
  });
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));

  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  function send(method, params = {}) {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((done, failed) => waiting.set(id, { method, done, failed }));
  }
  return {
    send,
    /**
     * Runs a function in a page; arguments and result travel as JSON.
     *
     * @param {string} context
     * @param {Function} fn
     * @param {unknown[]} args
     */
    async evaluate(context, fn, args) {
      const reply = await send('script.callFunction', {
        functionDeclaration: `async (list) => JSON.stringify((await (${fn})(...JSON.parse(list))) ?? null)`,
        arguments: [{ type: 'string', value: JSON.stringify(args) }],
        awaitPromise: true,
        target: { context },
        userActivation: true,
      });
      if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
      return JSON.parse(reply.result.value);
    },
  };
}
