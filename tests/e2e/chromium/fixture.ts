import { test as base, type BrowserContext, type Page, type Worker } from '@playwright/test';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Flow } from '../../../src/core/flow.ts';
import { withServer, type TrustedServer } from '../support/with-server.ts';
import { EXTENSION_ID, launch } from './launch.ts';
import { expect } from '../support/expect.ts';

export { expect };

export type Browser = {
  context: BrowserContext;
  worker: Worker;
  extensionId: string;
  /** The folder of its profile. */
  profile: string;
  /** A page of the extension, to send messages from. */
  panel: Page;
  send<T = unknown>(message: object): Promise<T>;
  /** Everything posted and corrected since the browser started, until the worker is stopped. */
  flows(): Promise<Flow[]>;
  /** Stops the extension's worker at once, as Chromium does; resolves to its state afterwards. */
  stopWorker(): Promise<WorkerState>;
  /** Quits the browser and starts it again with the same profile. */
  restart(): Promise<Browser>;
  /** The same after SIGKILL, as if the power had failed. */
  killAndRestart(): Promise<Browser>;
};

export type WorkerState = { running(): boolean; close(): Promise<void> };

type Options = { privateWindows: boolean; switches: string[]; granted: string[] };

/** Chromium with the built extension, and a server that it trusts for every `*.test` host. */
export const test = base.extend<
  {
    server: TrustedServer;
    browserOf: Browser;
    otherBrowser: Browser;
  } & Options
>({
  privateWindows: [false, { option: true }],
  /** Command line switches, besides the usual ones. */
  switches: [[], { option: true }],
  /** Optional permissions that the user has granted once: asked for again, Chromium grants them without a prompt. */
  granted: [[], { option: true }],
  server: ({}, use) => withServer(use),
  browserOf: ({ server, privateWindows, switches, granted }, use) =>
    withBrowser(server, { privateWindows, switches, granted }, use),
  otherBrowser: ({ server }, use) => withBrowser(server, { privateWindows: false, switches: [], granted: [] }, use),
});

async function startBrowser(
  profile: string,
  home: string,
  switches: string[],
): Promise<Omit<Browser, 'restart' | 'killAndRestart'>> {
  const { context, worker } = await launch(profile, { env: { HOME: home }, switches });
  const extensionId = new URL(worker.url()).host;
  const panel = await context.newPage();
  await panel.goto(`chrome-extension://${extensionId}/manifest.json`);
  const send = <T>(message: object) =>
    panel.evaluate((one) => chrome.runtime.sendMessage<object, unknown>(one), message) as Promise<T>;
  await panel.evaluate(() => {
    const flows: unknown[] = [];
    const port = chrome.runtime.connect({ name: 'live' });
    port.onMessage.addListener((part: unknown[]) => flows.push(...part));
    Object.assign(globalThis, { flows, port });
  });
  const flows = () => panel.evaluate(() => (globalThis as unknown as { flows: unknown[] }).flows) as Promise<Flow[]>;
  return {
    context,
    worker,
    extensionId,
    profile,
    panel,
    send,
    flows,
    stopWorker: () => stopWorker(panel, extensionId),
  };
}

/** Starts a browser with a new profile, passes it to `use`, and removes both. */
async function withBrowser(
  server: TrustedServer,
  { privateWindows, switches, granted }: Options,
  use: (browser: Browser) => Promise<void>,
): Promise<void> {
  const profile = mkdtempSync(path.join(tmpdir(), 'datagauge-profile-'));
  if (privateWindows || granted.length > 0) {
    mkdirSync(path.join(profile, 'Default'));
    const settings = {
      [EXTENSION_ID]: {
        incognito: privateWindows,
        granted_permissions: { api: granted, explicit_host: [], manifest_permissions: [], scriptable_host: [] },
        runtime_granted_permissions: { api: granted, explicit_host: [], manifest_permissions: [], scriptable_host: [] },
      },
    };
    writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify({ extensions: { settings } }));
  }
  const { certificates } = server;
  let current = await startBrowser(profile, certificates.home, switches);
  const startAgain = async (): Promise<Browser> => {
    current = await startBrowser(profile, certificates.home, switches);
    return { ...current, restart, killAndRestart };
  };
  const restart = async () => {
    await current.context.close();
    return startAgain();
  };
  const killAndRestart = async () => {
    // Chromium's lock on its profile contains its process id: `host-1234`.
    const pid = Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1));
    const gone = new Promise((resolve) => current.context.on('close', resolve));
    process.kill(pid, 'SIGKILL');
    await gone;
    return startAgain();
  };
  await use({ ...current, restart, killAndRestart });
  await current.context.close();
  rmSync(profile, { recursive: true, force: true });
}

async function stopWorker(panel: Page, extensionId: string): Promise<WorkerState> {
  const cdp = await panel.context().newCDPSession(panel);
  const versions = new Map<string, { runningStatus: string; scriptURL: string }>();
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions: changed }) => {
    for (const version of changed) {
      if (!version.scriptURL.startsWith(`chrome-extension://${extensionId}/`)) continue;
      versions.set(version.versionId, version);
    }
  });
  await cdp.send('ServiceWorker.enable');
  const states = () => [...versions.values()].map(({ runningStatus }) => runningStatus);
  await expect.poll(states).toContain('running');
  // The panel must not wake it again.
  await panel.evaluate(() => (globalThis as unknown as { port: chrome.runtime.Port }).port.disconnect());
  await cdp.send('ServiceWorker.stopAllWorkers');
  await expect.poll(states).not.toContain('running');
  return { running: () => states().includes('running'), close: () => cdp.detach() };
}
