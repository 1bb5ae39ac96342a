import type { StreamServer } from '../holds/stream-server.ts';
import { connectPeers } from '../tap/peers.ts';
import { everyMessage } from './every-message.ts';
import { useApp } from './mixed-page.ts';
import type { TestServer } from './server.ts';
import { weekPlan } from './week-plan.ts';

/** Random letters: no compression shortens them, so a search finds them in any file that contains them. */
export const SECRETS = {
  path: 'kqzvwxjh',
  query: 'wjxqkzvb',
  fragment: 'vbqxjzwk',
  title: 'xzjqvkwg',
  typed: 'zqkxwvjd',
  uploaded: 'jvzkqwxf',
  requestHeader: 'wzvjqxkn',
  responseHeader: 'nqjzwvkx',
  socketMessage: 'qwzjxkvt',
  call: 'xkvqwjzr',
  framePath: 'vxqjkwzm',
  workerQuery: 'jkxzqvwp',
  serviceWorkerQuery: 'zwkvxqjs',
  filmQuery: 'qzkjwvxd',
  abortedQuery: 'wvkqjxzb',
  missingPath: 'xjwzkqvc',
  fileName: 'kwxvzjqf',
  leanQuery: 'jqxwkvzg',
  /** In a carrier's message, after the beginning that is stored. */
  messageTail: 'vkzxjwqh',
  /** In a host that is only visited in a private window. */
  privateHost: 'xwqkjvzy',
  privatePath: 'zjvwqkxr',
} as const;

/**
 * In the addresses of a held page and of a large file that the guard asks about: kept in memory only, so that the user
 * can open them.
 */
export const HELD = { path: 'qjvwzkxc', query: 'kxqzjwvn', largeQuery: 'vgjqzxkw' } as const;

/** The registrable domain that is only visited in private windows. */
export const PRIVATE_SITE = 'shop.test';

/** In the beginning of a carrier's message, which is stored with the reading. */
export const MESSAGE_HEAD = 'gxqzvkwj';

export type Tab = { evaluate<A, R>(run: (arg: A) => R | Promise<R>, arg: A): Promise<R> };

export type Driver = {
  /** Opens a page in a new tab. */
  open(address: string): Promise<Tab>;
  /** Opens an address in a new tab, where the held page appears; clicks its first button and waits for the page. */
  openHeld(address: string): Promise<void>;
  /** Opens a page in a private window. */
  openPrivately(address: string): Promise<void>;
  send<T = unknown>(message: object): Promise<T>;
};

type Use = typeof SECRETS & { socket: string; events: string; drip: string };

/** Uses the network in every way that a page can; runs in the page. */
async function useEverything(use: Use): Promise<void> {
  const text = (url: string, init?: RequestInit) => fetch(url, init).then((response) => response.text());
  await text(`/r.json?size=2000&gzip&${use.query}`);
  await text(`/r.json?to=/r.json%3Fsize%3D1200%26${use.query}`);
  await text(`/${use.missingPath}`);
  await text(`/r.json?size=600&header=x-told:${use.responseHeader}`, { headers: { 'x-asked': use.requestHeader } });
  await text('/r.json?size=100', { method: 'POST', body: use.uploaded.repeat(500) });
  const form = new FormData();
  form.append('file', new Blob([use.uploaded.repeat(50)]), `${use.fileName}.txt`);
  await new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.onloadend = resolve;
    request.open('PUT', '/r.json?size=100');
    request.send(form);
  });
  navigator.sendBeacon('/r.txt?size=1', use.uploaded);
  await new Promise((resolve) => {
    document.querySelector('iframe[name=out]')!.addEventListener('load', resolve, { once: true });
    document.querySelector('form')!.submit();
  });
  const socket = new WebSocket(use.socket);
  await new Promise((resolve) => (socket.onmessage = resolve));
  socket.send(use.socketMessage.repeat(100));
  socket.close();
  const events = new EventSource(use.events);
  await new Promise((resolve) => (events.onopen = resolve));
  events.close();
  const controller = new AbortController();
  const dripping = await fetch(use.drip, { signal: controller.signal });
  await dripping.body!.getReader().read();
  controller.abort();
}

/** Sends a message over a peer connection and waits until it arrives; runs in the page. */
async function sendToPeer(words: string): Promise<void> {
  const { channel, far } = globalThis as unknown as { channel: RTCDataChannel; far: RTCDataChannel };
  const heard = new Promise((resolve) => (far.onmessage = resolve));
  channel.send(words.repeat(200));
  await heard;
}

/**
 * A session that uses everything a page can do on the network and everything the extension does, with every message of
 * its own. Callers check the connections it makes and what it leaves on disk.
 *
 * @returns hosts that pages requested, with the servers' ports
 */
export async function runWholeSession(
  { open, openHeld, openPrivately, send }: Driver,
  server: TestServer,
  streams: StreamServer,
): Promise<string[]> {
  const s = SECRETS;
  const news = server.url('www.news.test', `/${s.path}?${s.query}#${s.fragment}`);
  server.page(
    'www.news.test',
    `/${s.path}`,
    `<!doctype html><title>${s.title}</title>
     <link rel="stylesheet" href="/r.css?size=5000&gzip"><img src="/r.png?size=5000">
     <script src="${server.url('static.cdn.test', `/r.js?size=3000&gzip&${s.query}`)}"></script>
     <video src="${streams.url('films.cdn.test', `/film?${s.filmQuery}`)}" autoplay muted></video>
     <iframe src="${server.url('www.ads.test', `/${s.framePath}`)}"></iframe>
     <form method="post" action="/r.txt?size=10" target="out"><input name="q" value="${s.typed}"></form>
     <iframe name="out"></iframe>`,
  );
  server.page(
    'www.ads.test',
    `/${s.framePath}`,
    `<!doctype html><title>${s.title}</title><script>new Worker('/worker.js')</script>`,
  );
  const script = { 'content-type': 'text/javascript' };
  server.page('www.ads.test', '/worker.js', `fetch('/r.json?size=900&${s.workerQuery}')`, script);
  server.page('www.app.test', '/', `<!doctype html><title>${s.title}</title>`);
  server.page(
    'www.app.test',
    '/sw.js',
    `self.addEventListener('install', (e) => e.waitUntil(fetch('/r.json?size=700&${s.serviceWorkerQuery}')));
     self.addEventListener('activate', (e) => e.waitUntil(clients.claim()));`,
    script,
  );
  const held = server.url('www.ads.test', `/${HELD.path}?${HELD.query}`);
  server.page('www.ads.test', `/${HELD.path}`, `<!doctype html><title>let through</title>`);

  for (const message of everyMessage()) await send(message);
  const now = Date.now();
  const topUp = { id: 'pack', label: 'Pack', bytes: 1e9, resets: { every: 'never' }, after: { kind: 'cut' } };
  const life = { from: new Date(now - 60_000).toISOString(), until: new Date(now + 86_400_000).toISOString() };
  const plan = weekPlan();
  await send({ type: 'plan.save', plan: { ...plan, allowances: [...plan.allowances, { ...topUp, ...life }] } });
  const message = `You have used 1.2 GB of 7 GB. ${MESSAGE_HEAD} ${'Thank you for using our service. '.repeat(40)}${s.messageTail}`;
  const reading = { asOf: null, used: 1.2e9, unit: null, scope: 'general', source: 'sms', text: message };
  await send({ type: 'reading.parse', text: message });
  await send({ type: 'reading.apply', reading });

  const page = await open(news);
  await page.evaluate(useEverything, {
    ...s,
    socket: streams.url('live.news.test', `/socket?${s.query}`).replace('https:', 'wss:'),
    events: streams.url('live.news.test', `/drip?type=text/event-stream&${s.query}`),
    drip: streams.url('live.news.test', `/drip?${s.abortedQuery}`),
  });
  await page.evaluate(connectPeers, undefined);
  await page.evaluate(sendToPeer, s.call);
  const app = await open(server.url('www.app.test', '/'));
  await app.evaluate(useApp, undefined);

  await send({ type: 'holds.settings', guard: { on: true, bytes: 1_000_000, always: [] } });
  await send({ type: 'hold.set', hold: { site: 'app.test', mode: 'lean' } });
  await send({ type: 'hold.set', hold: { site: 'news.test', mode: 'capped', bytesPerDay: 100_000_000 } });
  const lean = await open(server.url('www.app.test', '/'));
  const get = (path: string) =>
    fetch(path).then(
      (response) => response.arrayBuffer().then(() => undefined),
      () => undefined, // held
    );
  await lean.evaluate(get, `/r.png?size=300000&length&${s.leanQuery}`);
  await lean.evaluate(get, `/r.txt?size=1100000&length&${HELD.largeQuery}`);
  await send({ type: 'hold.set', hold: { site: 'ads.test', mode: 'paused' } });
  await openHeld(held);
  await openPrivately(server.url(`${s.privateHost}.${PRIVATE_SITE}`, `/r.txt?size=5000&${s.privatePath}`));

  const sites = async () =>
    (await send<{ sites: { site: string }[] }>({ type: 'report' })).sites.map(({ site }) => site);
  const wanted = ['news.test', 'app.test', 'ads.test', '(private)'];
  for (let got = await sites(); wanted.some((site) => !got.includes(site)); got = await sites());
  return [
    ...['www.news.test', 'static.cdn.test', 'www.ads.test', 'www.app.test', `${s.privateHost}.${PRIVATE_SITE}`].map(
      (host) => server.url(host, ''),
    ),
    ...['films.cdn.test', 'live.news.test'].map((host) => streams.url(host, '')),
  ];
}
