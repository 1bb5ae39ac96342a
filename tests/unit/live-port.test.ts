import { beforeEach, expect, it, vi } from 'vitest';
import type { Flow } from '../../src/core/flow.ts';
import type { LiveClient } from '../../src/browser/live-port.ts';
import { createEvent } from './support/fake-event.ts';

const api = vi.hoisted((): { runtime: Record<string, unknown> } => ({ runtime: {} }));
vi.mock('../../src/browser/browser.ts', () => ({ browser: api }));
const { onLive } = await import('../../src/browser/live-port.ts');

const connected = createEvent();
const clients = new Set<LiveClient>();
const connect = (name: string, url?: string) => {
  const port = { name, sender: { url }, onDisconnect: createEvent(), postMessage: vi.fn() };
  connected.fire(port);
  return port;
};

beforeEach(() => {
  clients.clear();
  Object.assign(api.runtime, { getURL: (path: string) => `chrome-extension://self/${path}`, onConnect: connected });
});

it('the live port is closed to all but our own pages, since what it sends names sites', () => {
  onLive({ opened: (client) => clients.add(client), closed: (client) => clients.delete(client) });
  const others = [
    connect('live', 'https://news.test/'),
    connect('live', 'chrome-extension://selfish/dashboard.html'),
    connect('live'),
    connect('other', 'chrome-extension://self/dashboard.html'),
  ];
  expect(clients.size).toBe(0);
  const ours = connect('live', 'chrome-extension://self/dashboard.html');
  const flows = [{ site: 'news.test' } as Flow];
  for (const client of clients) client.send(flows);
  expect(ours.postMessage).toHaveBeenCalledWith(flows);
  for (const port of others) expect(port.postMessage).not.toHaveBeenCalled();
  ours.onDisconnect.fire();
  expect(clients.size).toBe(0);
});
