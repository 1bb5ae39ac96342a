import { chromium, type BrowserContext, type Worker } from '@playwright/test';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect } from '../support/expect.ts';

/** The folder of the built extension. */
export const EXTENSION = path.resolve(import.meta.dirname, '../../../.output/chrome-mv3');

/** Chromium names an unpacked extension by its folder (absolute): SHA-256 of the path, spelled with a to p. */
export const extensionId = (folder: string): string =>
  [...createHash('sha256').update(folder).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + parseInt(digit, 16)))
    .join('');

export const EXTENSION_ID = extensionId(EXTENSION);

export type LaunchOptions = {
  env?: Record<string, string>;
  switches?: readonly string[];
  /** The screen's pixels to one of CSS. */
  scale?: number;
  /** Folder of the unpacked extension, if it is not the built one. */
  extension?: string;
  /** The browser's, if it is not the usual one. */
  executable?: string;
};

/** The browser that the tests run in. */
export const CHROMIUM = process.env['DATAGAUGE_CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium with the built extension over a profile; resolves when its background listens. */
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
  // The event comes before the script has run: a page opened now could be missed by webRequest.
  await expect.poll(() => worker.evaluate(() => chrome.webRequest.onCompleted.hasListeners())).toBe(true);
  return { context, worker };
}
