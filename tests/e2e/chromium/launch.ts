import { chromium, type BrowserContext, type Worker } from '@playwright/test';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect } from '../support/expect.ts';

/** The folder of the built extension. */
export const EXTENSION = path.resolve(import.meta.dirname, '../../../.output/chrome-mv3');

/** Chromium derives an unpacked extension's id from its folder: SHA-256 of the absolute path, in the letters a to p. */
export const extensionId = (folder: string): string =>
  [...createHash('sha256').update(folder).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + parseInt(digit, 16)))
    .join('');

export const EXTENSION_ID = extensionId(EXTENSION);

export type LaunchOptions = {
  env?: Record<string, string>;
  switches?: readonly string[];
  /** Device pixel ratio. */
  scale?: number;
  /** Folder of the unpacked extension; the built one if absent. */
  extension?: string;
  /** The browser's executable; `CHROMIUM` if absent. */
  executable?: string;
};

/** The browser that the tests run in. */
export const CHROMIUM = process.env['DATAGAUGE_CHROMIUM'] ?? '/usr/bin/chromium';

/** Starts Chromium with the built extension and a profile; resolves when the extension's background listens. */
export async function launch(
  profile: string,
  { env = {}, switches = [], scale = 1, extension = EXTENSION, executable = CHROMIUM }: LaunchOptions = {},
): Promise<{ context: BrowserContext; worker: Worker }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    deviceScaleFactor: scale,
    env: { ...(process.env as Record<string, string>), ...env },
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...switches,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // The event precedes the script's run: webRequest could miss a page opened now.
  await expect.poll(() => worker.evaluate(() => chrome.webRequest.onCompleted.hasListeners())).toBe(true);
  return { context, worker };
}
