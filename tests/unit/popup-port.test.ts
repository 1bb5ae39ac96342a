import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PopupView } from '../../src/core/popup-view.ts';
import type { PopupClient } from '../../src/browser/popup-port.ts';
import { createEvent } from './support/fake-event.ts';

const api = vi.hoisted((): Record<'runtime' | 'storage', Record<string, unknown>> => ({ runtime: {}, storage: {} }));
vi.mock('../../src/browser/browser.ts', () => ({ browser: api }));
const { connectPopup, keepLastView, onPopup, readLastView } = await import('../../src/browser/popup-port.ts');

const PAGE = 'chrome-extension://self/popup.html';
const VIEW = { at: '2026-03-01T12:00:00Z' } as PopupView;

/** A pair of connected ports. */
function createPorts(name: string, url: string) {
  const [there, here] = [createEvent(), createEvent()];
  const [goneThere, goneHere] = [createEvent(), createEvent()];
  return {
    page: {
      name,
      onMessage: here,
      onDisconnect: goneHere,
      postMessage: (message: unknown) => there.fire(message),
      disconnect: () => goneThere.fire(),
    },
    background: {
      name,
      sender: { url },
      onMessage: there,
      onDisconnect: goneThere,
      postMessage: (message: unknown) => here.fire(structuredClone(message)),
    },
    stopBackground: () => goneHere.fire(),
  };
}

describe('the popup’s port', () => {
  const connected = createEvent();
  const listener = { opened: vi.fn(), asked: vi.fn(), closed: vi.fn() };
  let ports: ReturnType<typeof createPorts>[] = [];
  onPopupOnce();

  function onPopupOnce() {
    api.runtime = {
      getURL: (path: string) => `chrome-extension://self/${path}`,
      onConnect: connected,
      connect: ({ name }: { name: string }) => {
        const pair = createPorts(name, PAGE);
        ports.push(pair);
        connected.fire(pair.background);
        return pair.page;
      },
    };
    onPopup(listener);
  }

  beforeEach(() => {
    ports = [];
    vi.clearAllMocks();
  });

  const client = () => listener.opened.mock.lastCall![0] as PopupClient;

  it('sends views, and the use of the popup’s tab, to the popup', () => {
    const page = { onView: vi.fn(), onTab: vi.fn() };
    const popup = connectPopup(page);
    expect(client().tabId).toBeNull();
    popup.watchTab(7);
    expect(listener.asked).toHaveBeenCalledWith(client());
    expect(client().tabId).toBe(7);
    client().sendView(VIEW);
    client().sendTab({ site: 'news.test', bytes: 5 });
    client().sendTab(null);
    expect(page.onView.mock.calls).toEqual([[VIEW]]);
    expect(page.onTab.mock.calls).toEqual([[{ site: 'news.test', bytes: 5 }], [null]]);
    popup.close();
    expect(listener.closed).toHaveBeenCalledOnce();
  });

  it('reconnects when the background was stopped, and sends its tab again', () => {
    const page = { onView: vi.fn(), onTab: vi.fn() };
    const popup = connectPopup(page);
    popup.watchTab(7);
    ports[0]!.stopBackground();
    expect(ports).toHaveLength(2);
    expect(client().tabId).toBe(7);
    client().sendView(VIEW);
    expect(page.onView).toHaveBeenCalledWith(VIEW);
    popup.close();
    ports[1]!.stopBackground();
    expect(ports).toHaveLength(2);
  });

  it('reconnects at growing intervals while the background sends nothing, and at once after a view', () => {
    vi.useFakeTimers();
    const popup = connectPopup({ onView: vi.fn(), onTab: vi.fn() });
    const goAfter = (ms: number) => {
      ports.at(-1)!.stopBackground();
      const before = ports.length;
      // A tab set meanwhile is sent with the next connection.
      popup.watchTab(9);
      vi.advanceTimersByTime(Math.max(0, ms - 1));
      if (ms > 0) expect(ports).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(client().tabId).toBe(9);
    };
    for (const ms of [0, 250, 500, 1000, 2000, 4000, 4000]) goAfter(ms);
    expect(ports).toHaveLength(8);
    client().sendView(VIEW);
    goAfter(0);
    ports.at(-1)!.stopBackground();
    popup.close();
    vi.runAllTimers();
    expect(ports).toHaveLength(9);
    vi.useRealTimers();
  });

  it('does not fail where the popup has closed', () => {
    const popup = connectPopup({ onView: vi.fn(), onTab: vi.fn() });
    const gone = client();
    popup.close();
    ports[0]!.background.postMessage = () => {
      throw new Error('Attempting to use a disconnected port object');
    };
    gone.sendView(VIEW);
    gone.sendTab(null);
  });

  it('accepts only our own pages, and ignores unknown messages', () => {
    for (const [name, url] of [
      ['popup', 'https://news.test/'],
      ['popup', 'chrome-extension://selfish/'],
      ['other', PAGE],
    ] as const)
      connected.fire(createPorts(name, url).background);
    expect(listener.opened).not.toHaveBeenCalled();
    connectPopup({ onView: vi.fn(), onTab: vi.fn() });
    for (const message of [{ type: 'watch-tab', tabId: '7' }, { type: 'watch-tab', tabId: 1.5 }, { type: 'hello' }])
      ports[0]!.page.postMessage(message);
    expect(listener.asked).not.toHaveBeenCalled();
    expect(client().tabId).toBeNull();
  });
});

describe('the last view', () => {
  it('survives the background', async () => {
    const kept: Record<string, unknown> = {};
    api.storage.session = {
      get: (key: string) => Promise.resolve(key in kept ? { [key]: kept[key] } : {}),
      set: (items: object) => Promise.resolve(Object.assign(kept, items)),
    };
    expect(await readLastView()).toBeNull();
    await keepLastView(VIEW);
    expect(await readLastView()).toEqual(VIEW);
  });
});
