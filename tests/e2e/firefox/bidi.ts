import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';

type Json = Record<string, unknown>;
type Prefs = Record<string, string | number | boolean>;

/** Keeps the browser from making requests of its own and from opening pages of its own. */
const QUIET: Prefs = {
  'remote.active-protocols': 1, // WebDriver BiDi only
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'startup.homepage_welcome_url': '',
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'network.prefetch-next': false,
  'network.dns.disablePrefetch': true,
  'network.http.speculative-parallel-limit': 0,
  'geo.provider.testing': true,
  'browser.topsites.contile.enabled': false,
  'browser.newtabpage.enabled': false,
  'network.trr.mode': 5,
  'network.proxy.type': 0,
};

/** A browser that has not started or quit by then hangs: a busy machine may take long. */
const HANGS_AFTER_MS = 90_000;

/** Logs the address of every request, and every host that a socket is opened to: see `readMozLog`. */
const NETWORK_LOG = 'sync,nsHttp:3,nsSocketTransport:5';

/** A small WebDriver BiDi client for stock Firefox: there is no geckodriver in npm or Debian. */
export class Firefox {
  #id = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void; method: string }>();
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  /** The folder of its profile. */
  readonly profile: string;

  private constructor(process: ChildProcess, socket: WebSocket, profile: string) {
    this.#process = process;
    this.#socket = socket;
    this.profile = profile;
    socket.on('message', (raw) => this.#onMessage(String(raw)));
    socket.on('close', () => {
      for (const one of this.#waiting.values()) one.reject(new Error(`${one.method}: connection closed`));
    });
  }

  #onMessage(raw: string) {
    const message = JSON.parse(raw) as {
      id?: number;
      type: string;
      result?: unknown;
      error?: string;
      message?: string;
    };
    const one = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (!one) return;
    this.#waiting.delete(message.id!);
    if (message.type === 'success') one.resolve(message.result);
    else one.reject(new Error(`${one.method}: ${message.error}: ${message.message?.split('\n')[0]}`));
  }

  /**
   * Starts Firefox with a fresh profile, or with one kept by `quit`. `prepare` may change a fresh one first; `log`: the
   * file for its network log.
   */
  static async launch(
    options: {
      prefs?: Prefs;
      policy?: { id: string; data: object } | null;
      profile?: string;
      log?: string | null;
      prepare?(profile: string): void;
    } = {},
  ): Promise<Firefox> {
    const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'datagauge-firefox-'));
    const home = options.policy ? homeWithPolicy(profile, options.policy) : process.env['HOME'];
    if (options.profile === undefined) options.prepare?.(profile);
    const prefs = Object.entries({ ...QUIET, ...options.prefs });
    const lines = prefs.map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`);
    writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
    const process_ = spawn(
      process.env['DATAGAUGE_FIREFOX'] ?? '/usr/bin/firefox-esr',
      // Without system access, navigation to moz-extension: is refused.
      [
        '--headless',
        '--no-remote',
        '--profile',
        profile,
        '--remote-debugging-port',
        '0',
        '--remote-allow-system-access',
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          MOZ_CRASHREPORTER_DISABLE: '1',
          HOME: home,
          ...(options.log && { MOZ_LOG: NETWORK_LOG, MOZ_LOG_FILE: options.log }),
        },
      },
    );
    const url = await endpointOf(process_);
    const socket = new WebSocket(`${url}/session`, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const firefox = new Firefox(process_, socket, profile);
    // A prompt whether to leave a page stays open, as it would for a user.
    const unhandledPromptBehavior = { beforeUnload: 'ignore' };
    await firefox.send('session.new', { capabilities: { alwaysMatch: { unhandledPromptBehavior } } });
    return firefox;
  }

  send<T>(method: string, params: Json = {}): Promise<T> {
    const id = ++this.#id;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** @param inPrivateWindows whether the extension may run in private windows, a checkbox of the user's */
  async install(directory: string, inPrivateWindows = false): Promise<string> {
    const extensionData = { type: 'path', path: directory };
    const params = { extensionData, 'moz:allowPrivateBrowsing': inPrivateWindows };
    return (await this.send<{ extension: string }>('webExtension.install', params)).extension;
  }

  /** Installs an extension that is still there after a restart. @param archive a packed extension */
  async installPermanently(archive: Buffer, inPrivateWindows = false): Promise<void> {
    const extensionData = { type: 'base64', value: archive.toString('base64') };
    const params = { extensionData, 'moz:permanent': true, 'moz:allowPrivateBrowsing': inPrivateWindows };
    await this.send('webExtension.install', params);
  }

  async newTab(): Promise<FirefoxTab> {
    const { context } = await this.send<{ context: string }>('browsingContext.create', { type: 'tab' });
    return new FirefoxTab(this, context);
  }

  /** Runs code in the privileged browser window. */
  async chrome<R>(code: (...args: never[]) => R | Promise<R>, ...args: unknown[]): Promise<R> {
    const { contexts } = await this.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    return new FirefoxTab(this, contexts[0]!.context).evaluate(code, ...args);
  }

  /** Quits and keeps the profile. @returns the profile's folder, for `launch` */
  async quit(): Promise<string> {
    if (this.#process.exitCode !== null) return this.profile;
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    await Promise.race([this.send('browser.close').catch(() => {}), exited]);
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), HANGS_AFTER_MS);
    await exited;
    clearTimeout(timer);
    return this.profile;
  }

  async close(): Promise<void> {
    rmSync(await this.quit(), { recursive: true, force: true });
  }
}

/** Keys that are not characters, in WebDriver's encoding ('keyboard actions'). */
export const KEY = { tab: '\uE004', enter: '\uE007' } as const;

/** More than twice the tab stops of any page. */
const MOST_STEPS = 150;

export class FirefoxTab {
  readonly context: string;
  readonly #firefox: Firefox;

  constructor(firefox: Firefox, context: string) {
    this.#firefox = firefox;
    this.context = context;
  }

  /** Starts a navigation without waiting for it; it may end at another address. */
  async startNavigation(url: string): Promise<void> {
    await this.#firefox.send('browsingContext.navigate', { context: this.context, url, wait: 'none' });
  }

  /** Extension pages send no load event over BiDi: navigates without waiting, and asks the document instead. */
  async goto(url: string): Promise<void> {
    await this.startNavigation(url);
    await this.waitFor((to: string) => location.href.startsWith(to) && document.readyState === 'complete', [url]);
  }

  async evaluate<R>(code: (...args: never[]) => R | Promise<R>, ...args: unknown[]): Promise<R> {
    const reply = await this.#firefox.send<{
      type: string;
      result: { value: string };
      exceptionDetails: { text: string };
    }>('script.callFunction', {
      functionDeclaration: `async (j) => JSON.stringify((await (${code})(...JSON.parse(j))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      awaitPromise: true,
      target: { context: this.context },
      userActivation: true,
    });
    if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text);
    return JSON.parse(reply.result.value) as R;
  }

  async waitFor(condition: (...args: never[]) => unknown, args: unknown[] = [], timeoutMs = 30_000): Promise<void> {
    const end = Date.now() + timeoutMs;
    let last: unknown;
    while (Date.now() < end) {
      try {
        if (await this.evaluate(condition, ...args)) return;
      } catch (error) {
        last = error; // a navigation destroys the realm: retry in the next one
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`timed out waiting for ${condition}`, { cause: last });
  }

  /** Clicks with the mouse: a user's click, as far as the page can tell. */
  async press(selector: string): Promise<void> {
    const { x, y } = await this.evaluate((query: string) => {
      const { left, top, width, height } = document.querySelector(query)!.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }, selector);
    const actions = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#firefox.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'pointer', id: 'mouse', actions }],
    });
  }

  /** Presses and releases a key: a character, or one of `KEY`. */
  async key(value: string): Promise<void> {
    const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
    await this.#firefox.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  /** Presses Tab until the element that `selector` finds has the focus. @throws where no Tab leads to it */
  async tabTo(selector: string): Promise<void> {
    const isThere = () => this.evaluate((query: string) => document.activeElement?.matches(query) === true, selector);
    await this.tabUntil(isThere, selector);
  }

  /** Presses Tab until the focus is where it should be. @throws where no Tab leads to `what` */
  async tabUntil(isThere: () => Promise<boolean>, what: string): Promise<void> {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      if (await isThere()) return;
      await this.key(KEY.tab);
    }
    throw new Error(`no Tab leads to ${what}`);
  }

  /** Brings the tab to the front. */
  async show(): Promise<void> {
    await this.#firefox.send('browsingContext.activate', { context: this.context });
  }

  async screenshot(): Promise<Buffer> {
    const params = { context: this.context };
    const { data } = await this.#firefox.send<{ data: string }>('browsingContext.captureScreenshot', params);
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    await this.#firefox.send('browsingContext.close', { context: this.context });
  }
}

function endpointOf(firefox: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(() => reject(new Error(`Firefox did not start:\n${seen}`)), HANGS_AFTER_MS);
    const readOutput = (bytes: Buffer) => {
      seen += String(bytes);
      const match = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(seen);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1]!);
    };
    firefox.stderr!.on('data', readOutput);
    firefox.stdout!.on('data', readOutput);
    firefox.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Firefox exited ${code}:\n${seen}`));
    });
  });
}

/** A home directory with a policy where `storage.managed` reads it: https://mdn.io/Native_manifests */
function homeWithPolicy(profile: string, { id, data }: { id: string; data: object }): string {
  const home = path.join(profile, 'home');
  const folder = path.join(home, '.mozilla/managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: id, description: 'preset', type: 'storage', data };
  writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(manifest));
  return home;
}
