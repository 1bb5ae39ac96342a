import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WebSocket } from 'ws';
import { writeFirefoxPreferences } from './firefox-preferences.mjs';
import { processEnd } from './process-end.mjs';
import { createRpc } from './rpc.mjs';
import { createThrowawayProfile } from './throwaway-profile.mjs';

const START_MS = 60_000;

/**
 * Firefox over WebDriver BiDi, with the extension installed until it ends. https://w3c.github.io/webdriver-bidi/
 *
 * @param {import('./driven-browser.mjs').LaunchOptions} options
 * @returns {Promise<import('./driven-browser.mjs').DrivenBrowser>}
 */
export async function launchFirefox({ file, extension, headless, offline }) {
  const profile = createThrowawayProfile();
  const uuid = randomUUID();
  const manifest = JSON.parse(readFileSync(path.join(extension, 'manifest.json'), 'utf8'));
  const extensionId = manifest.browser_specific_settings.gecko.id;
  writeFirefoxPreferences(profile.folder, { extensionId, uuid, offline });
  // Without system access, BiDi refuses to go to a page of an extension.
  const remote = ['--remote-debugging-port', '0', '--remote-allow-system-access'];
  const process = spawn(
    file,
    ['--no-remote', '--profile', profile.folder, ...remote, ...(headless ? ['--headless'] : []), 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...globalThis.process.env, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    },
  );
  const ended = processEnd(process).then(profile.remove);
  /** @type {ReturnType<typeof createRpc> | null} */
  let rpc = null;
  const close = async () => {
    await (rpc?.send('browser.close').catch(() => process.kill()) ?? process.kill());
    await ended;
  };

  try {
    const line = (rpc = await connect(process.stderr, ended));
    const { capabilities } = await line.send('session.new', { capabilities: {} });
    await line.send('webExtension.install', { extensionData: { type: 'path', path: extension } });
    return {
      version: `Firefox ${capabilities.browserVersion}`,
      extensionUrl: (page) => `moz-extension://${uuid}/${page}`,
      open: (url) => openPage(line, url),
      ended,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`${file} did not take the extension`, { cause: error });
  }
}

/**
 * @param {import('node:stream').Readable} stream Firefox's error stream
 * @param {Promise<void>} ended
 * @returns {Promise<ReturnType<typeof createRpc>>}
 */
async function connect(stream, ended) {
  const socket = new WebSocket(`${await addressOf(stream, ended)}/session`, { perMessageDeflate: false });
  const rpc = createRpc((text) => socket.send(text));
  socket.on('message', (/** @type {Buffer} */ data) => rpc.receive(data.toString()));
  socket.on('close', () => rpc.end());
  await new Promise((resolve, reject) => socket.once('open', () => resolve(null)).once('error', reject));
  return rpc;
}

/**
 * Reads the address that Firefox listens on from its error stream.
 *
 * @param {import('node:stream').Readable} stream
 * @param {Promise<void>} ended
 * @returns {Promise<string>}
 */
function addressOf(stream, ended) {
  return new Promise((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(() => reject(new Error(`Firefox did not start:\n${seen}`)), START_MS);
    void ended.then(() => reject(new Error(`Firefox did not start:\n${seen}`))).finally(() => clearTimeout(timer));
    stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      seen += chunk;
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(seen)?.[1];
      if (!address) return;
      clearTimeout(timer);
      stream.removeAllListeners('data').resume();
      resolve(address);
    });
  });
}

/**
 * @param {ReturnType<typeof createRpc>} rpc
 * @param {string} url
 * @returns {Promise<import('./driven-browser.mjs').DrivenPage>}
 */
async function openPage(rpc, url) {
  const { contexts } = await rpc.send('browsingContext.getTree', { maxDepth: 0 });
  const unused = contexts.find((/** @type {any} */ tab) => tab.url === 'about:blank');
  const { context } = unused ?? (await rpc.send('browsingContext.create', { type: 'tab' }));
  // Pages of an extension send no load event over BiDi: whoever needs one asks the document.
  await rpc.send('browsingContext.navigate', { context, url, wait: 'none' });
  return {
    async evaluate(script, argument) {
      const reply = await rpc.send('script.callFunction', {
        functionDeclaration: `async (json) => JSON.stringify((await (${script.toString()})(JSON.parse(json))) ?? null)`,
        arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }],
        awaitPromise: true,
        target: { context },
        userActivation: true,
      });
      if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
      return JSON.parse(reply.result.value);
    },
    resize: ({ width, height, scale }) =>
      rpc.send('browsingContext.setViewport', { context, viewport: { width, height }, devicePixelRatio: scale }),
    async picture() {
      const { data } = await rpc.send('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    close: () => rpc.send('browsingContext.close', { context }),
  };
}
