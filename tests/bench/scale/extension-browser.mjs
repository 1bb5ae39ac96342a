import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { WebSocket } from 'ws';
import { CHROMIUM, idOf } from '../support/chromium.mjs';

/**
 * Chromium with an extension and a profile, and a DevTools connection of its own to the extension's worker:
 * Playwright's gives no memory figures.
 *
 * @param {string} profile
 * @param {string} extension folder
 */
export async function openExtension(profile, extension) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--remote-debugging-port=0',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
    ],
  });
  const address = `chrome-extension://${idOf(extension)}/`;
  const panel = await context.newPage();
  await panel.goto(`${address}manifest.json`);
  const port = readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0];

  const worker = async () => {
    const listed = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = /** @type {{ type: string, url: string, webSocketDebuggerUrl: string }[]} */ (await listed.json());
    const found = targets.find(({ type, url }) => type === 'service_worker' && url.startsWith(address));
    if (!found) throw new Error('the extension’s worker does not run');
    return connect(found.webSocketDebuggerUrl);
  };
  return { context, panel, worker, address, close: () => context.close() };
}

/** @param {string} url of a DevTools target */
async function connect(url) {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let last = 0;
  /** @type {Map<number, (message: any) => void>} */
  const waiting = new Map();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      );
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    send,
    /** @param {string} expression @returns {Promise<any>} its value, awaited */
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
      return result.value;
    },
    close: () => socket.close(),
  };
}
