import type { Flow } from '../../src/core/flow.ts';
import type { PopupView, TabUse } from '../../src/core/popup-view.ts';

/** What a picture needs beyond a planted history: present traffic, and failures. */
export type Simulation = {
  tab?: TabUse;
  /** Bytes per second of the last minute. */
  perSecond?: number[];
  /** Sites and hosts, with their shares of these bytes. */
  flows?: { site: string; host: string; share: number }[];
  trouble?: 'no-access' | 'not-saving';
  /** The background never sends anything. */
  silent?: boolean;
  /** The background refuses every request, or never answers; it still sends views. */
  replies?: 'refused' | 'none';
  /** The device has no network. */
  offline?: boolean;
};

type Port = chrome.runtime.Port;
type Listener = (message: unknown) => void;

/** Runs in an extension page before its own scripts, and alters the messages between it and the background. */
export function simulate({ tab, perSecond, flows, trouble, silent, replies, offline }: Simulation): void {
  const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
  const connect = api.runtime.connect.bind(api.runtime) as (how: chrome.runtime.ConnectInfo) => Port;

  // The dashboard derives the minute from flows, and would count it twice.
  const seconds = location.pathname.endsWith('popup.html') ? perSecond : perSecond?.map(() => 0);

  const seen = (message: unknown): unknown => {
    const { type, view } = message as { type: string; view: PopupView };
    if (type !== 'view') return tab ? { type: 'tab', use: tab } : message;
    const wrong = {
      hostAccess: trouble !== 'no-access',
      storage: trouble === 'not-saving' ? 'QuotaExceededError' : null,
    };
    return { type, view: { ...view, perSecond: seconds ?? view.perSecond, trouble: trouble ? wrong : view.trouble } };
  };
  const flowsAt = (second: number): Flow[] =>
    (flows ?? []).map(({ site, host, share }) => {
      const down = Math.round((perSecond?.[Math.floor(second / 1000) % 60] ?? 0) * share);
      const cell = { down, up: 0, low: down, high: down, measured: down, requests: 1 };
      return { at: second, site, host, kind: 'fetch', cell, body: { down, up: 0 } };
    });

  function wrapped(port: Port): Port {
    const listen = (listener: Listener) => {
      if (silent) return;
      if (port.name === 'popup') {
        port.onMessage.addListener((message) => listener(seen(message)));
        if (tab) listener({ type: 'tab', use: tab });
      } else if (flows) {
        for (let back = 59; back > 0; back--) listener(flowsAt(Date.now() - back * 1000));
        setInterval(() => listener(flowsAt(Date.now())), 1000);
      } else port.onMessage.addListener(listener);
    };
    return {
      name: port.name,
      onMessage: { addListener: listen },
      onDisconnect: port.onDisconnect,
      postMessage: (message: unknown) => port.postMessage(message),
      disconnect: () => port.disconnect(),
    } as unknown as Port;
  }
  api.runtime.connect = ((how: chrome.runtime.ConnectInfo) => wrapped(connect(how))) as typeof api.runtime.connect;
  if (replies !== undefined || silent)
    api.runtime.sendMessage = (...rest: unknown[]) => {
      if (replies !== 'refused') return new Promise(() => undefined);
      const refusal = { error: 'internal: QuotaExceededError: the disk is full' };
      const callback = rest.at(-1);
      if (typeof callback === 'function') (callback as Listener)(refusal);
      return Promise.resolve(refusal);
    };
  if (offline) Object.defineProperty(navigator, 'onLine', { get: () => false });
  // The popup first shows the stored view, which contains none of this.
  api.storage.session.get = () => Promise.resolve({});
}
