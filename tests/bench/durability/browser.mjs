import { chromium } from '@playwright/test';
import { readlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Chromium with an extension and a profile that is kept.
 *
 * @param {string} profile
 * @param {string} extension unpacked
 * @param {string} [timeZone] IANA
 */
export async function startBrowser(profile, extension, timeZone = 'Asia/Hong_Kong') {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['DATAGAUGE_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    env: { .../** @type {Record<string, string>} */ (process.env), TZ: timeZone },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = `chrome-extension://${new URL(worker.url()).host}`;
  const panel = await context.newPage();
  await panel.goto(`${origin}/manifest.json`);
  /** @param {object} message @returns {Promise<any>} */
  const send = (message) => panel.evaluate((one) => chrome.runtime.sendMessage(one), message);
  // It is answered once the stored state is read and every listener is registered.
  await send({ type: 'plan.list' });
  const cdp = await context.newCDPSession(panel);
  return {
    context,
    origin,
    cdp,
    send,
    worker: () => context.serviceWorkers()[0] ?? worker,
    close: () => context.close(),
    /** SIGKILL, as if the power had failed. */
    kill: async () => {
      // Chromium's lock on its profile contains its process id: `host-1234`.
      const pid = Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1));
      const gone = new Promise((resolve) => context.on('close', resolve));
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}
