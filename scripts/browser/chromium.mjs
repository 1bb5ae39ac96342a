import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumArguments } from './chromium-arguments.mjs';
import { processEnd } from './process-end.mjs';
import { createRpc } from './rpc.mjs';
import { createThrowawayProfile } from './throwaway-profile.mjs';

/**
 * Chromium, Chrome or Edge over a debugging pipe, with the extension loaded.
 *
 * @param {import('./driven-browser.mjs').LaunchOptions} options
 * @returns {Promise<import('./driven-browser.mjs').DrivenBrowser>}
 */
export async function launchChromium({ file, extension, headless, offline }) {
  const profile = createThrowawayProfile();
  pinToToolbar(profile.folder, extension);
  const process = spawn(file, chromiumArguments({ profile: profile.folder, headless, offline }), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [toBrowser, fromBrowser] = [process.stdio[3], process.stdio[4]];
  if (!toBrowser || !('write' in toBrowser) || !fromBrowser) throw new Error('no debugging pipe');
  const rpc = createRpc((text) => toBrowser.write(`${text}\0`));
  readMessages(/** @type {import('node:stream').Readable} */ (fromBrowser), rpc.receive);
  toBrowser.on('error', () => rpc.end()); // EPIPE when it goes while we write

  const ended = processEnd(process).then(() => {
    rpc.end();
    profile.remove();
  });
  const close = async () => {
    await rpc.send('Browser.close').catch(() => process.kill());
    await ended;
  };

  try {
    const { product } = await rpc.send('Browser.getVersion');
    const { id } = await rpc.send('Extensions.loadUnpacked', { path: extension });
    return {
      version: product.replace('/', ' '),
      extensionUrl: (page) => `chrome-extension://${id}/${page}`,
      open: (url) => openPage(rpc, url),
      ended,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`${file} did not take the extension`, { cause: error });
  }
}

/**
 * @param {ReturnType<typeof createRpc>} rpc
 * @param {string} url
 * @returns {Promise<import('./driven-browser.mjs').DrivenPage>}
 */
async function openPage(rpc, url) {
  const { targetInfos } = await rpc.send('Target.getTargets');
  const unused = targetInfos.find(
    (/** @type {any} */ target) => target.type === 'page' && target.url === 'about:blank',
  );
  const { targetId } = unused ?? (await rpc.send('Target.createTarget', { url }));
  const { sessionId } = await rpc.send('Target.attachToTarget', { targetId, flatten: true });
  /** @param {string} method @param {object} [params] */
  const send = (method, params) => rpc.send(method, params, { sessionId });
  if (unused) await send('Page.navigate', { url });
  return {
    async evaluate(script, argument) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression: `(${script.toString()})(${JSON.stringify(argument)})`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    resize: ({ width, height, scale }) =>
      send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false }),
    async picture() {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
    close: () => rpc.send('Target.closeTarget', { targetId }),
  };
}

/**
 * Messages on the pipe end with a NUL.
 *
 * @param {import('node:stream').Readable} pipe
 * @param {(text: string) => void} receive
 */
function readMessages(pipe, receive) {
  let rest = '';
  pipe.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    messages.forEach(receive);
  });
}

/**
 * Chromium hides new extensions behind the puzzle piece. The id of an unpacked extension is derived from its path:
 * https://source.chromium.org/chromium/chromium/src/+/main:components/crx_file/id_util.cc
 *
 * @param {string} profile
 * @param {string} extension
 */
function pinToToolbar(profile, extension) {
  const digest = createHash('sha256')
    .update(extension, process.platform === 'win32' ? 'utf16le' : 'utf8')
    .digest('hex');
  const id = [...digest.slice(0, 32)].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(
    path.join(profile, 'Default', 'Preferences'),
    JSON.stringify({ extensions: { pinned_extensions: [id] } }),
  );
}
