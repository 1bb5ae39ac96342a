import { describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../src/core/contract.ts';
import { createEvent } from './support/fake-event.ts';

const api = vi.hoisted((): { runtime: Record<string, unknown> } => ({ runtime: {} }));
vi.mock('../../src/browser/browser.ts', () => ({ browser: api }));
const { isRefusal, onMessage, send } = await import('../../src/browser/messages.ts');

const PAGE = 'chrome-extension://self/popup.html';

function rig(answer: (message: unknown) => Promise<unknown> | undefined = () => Promise.resolve({ plans: [] })) {
  const received = createEvent();
  api.runtime = { id: 'self', getURL: (path: string) => `chrome-extension://self/${path}`, onMessage: received };
  const handler = vi.fn(answer);
  onMessage(handler);
  /** Delivers a message and returns the reply, or `undefined` where nothing answers. */
  const deliver = (message: unknown, sender: object) =>
    new Promise<unknown>((resolve) => {
      const [later] = received.fire(message, sender, resolve);
      if (later !== true) resolve(undefined);
    });
  return { handler, deliver };
}

describe('onMessage', () => {
  it('answers later, with the handler’s result', async () => {
    const { deliver } = rig();
    expect(await deliver({ type: 'plan.list' }, { id: 'self', url: PAGE })).toEqual({ plans: [] });
  });

  it('answers a handler’s failure as an error', async () => {
    const { deliver } = rig(() => Promise.reject(new Error('the disk is gone')));
    expect(await deliver({}, { id: 'self', url: PAGE })).toEqual({ error: 'the disk is gone' });
  });

  it('keeps no channel open where no answer is wanted', async () => {
    const { deliver } = rig(() => undefined);
    expect(await deliver({}, { id: 'self', url: PAGE })).toBeUndefined();
  });

  it.each<[string, object, boolean]>([
    ['one of our pages', { id: 'self', url: PAGE }, true],
    ['one of our pages in a tab', { id: 'self', url: PAGE, tab: { id: 4 }, frameId: 0 }, true],
    [
      'the observer in a web page',
      { id: 'self', url: 'https://ads.test/', tab: { id: 4, url: 'https://news.test/' }, frameId: 2, documentId: 'ad' },
      false,
    ],
    [
      'the observer in a private window',
      { id: 'self', url: 'https://ads.test/', tab: { id: 4, url: 'https://news.test/', incognito: true }, frameId: 0 },
      false,
    ],
    ['a web page that names us', { id: 'self', url: `https://evil.test/${PAGE}` }, false],
    ['a host that begins like ours', { id: 'self', url: 'chrome-extension://selfish/popup.html' }, false],
    ['another extension', { id: 'other', url: 'chrome-extension://other/page.html' }, false],
    ['another extension that claims our address', { id: 'other', url: PAGE }, false],
    ['nobody', {}, false],
  ])('knows who sent it: %s', async (_, sender, isOwnPage) => {
    const { handler, deliver } = rig();
    await deliver('hello', sender);
    const {
      tab,
      frameId = -1,
      documentId = null,
    } = sender as {
      tab?: { id: number; url?: string; incognito?: boolean };
      frameId?: number;
      documentId?: string;
    };
    const topUrl = tab?.url ?? '';
    expect(handler).toHaveBeenCalledWith('hello', {
      isOwnPage,
      tabId: tab?.id ?? -1,
      frameId,
      documentId,
      topUrl,
      isPrivate: tab?.incognito ?? false,
    });
  });
});

describe('send', () => {
  it('returns the reply, or says that there was none', async () => {
    rig();
    api.runtime.sendMessage = () => Promise.resolve({ metered: true });
    expect(await send({ type: 'metering.set', metered: true })).toEqual({ metered: true });
    api.runtime.sendMessage = () => Promise.reject(new Error('Receiving end does not exist.'));
    const reply = await send({ type: 'plan.list' });
    expect(reply).toEqual({ error: 'no answer: Receiving end does not exist.' });
    expect(isRefusal(reply)).toBe(true);
    expect(isRefusal({ metered: true })).toBe(false);
  });

  it('passes on what a form has made reactive, which Firefox, cloning structurally, refuses to send', async () => {
    rig();
    const sent: unknown[] = [];
    api.runtime.sendMessage = (message: unknown) => {
      sent.push(structuredClone(message));
      return Promise.resolve({ id: 'week' });
    };
    const validity = { kind: 'days', days: 7, clock: 'calendar' } as const;
    const activatedAt = '2026-12-01T00:00:00.000Z';
    const plan = {
      id: 'week',
      name: 'Week',
      timeZone: 'UTC',
      unit: 1000,
      activatedAt,
      validity,
      allowances: [],
    } as const;
    const edited: Plan = { ...plan, validity: new Proxy(validity, {}), allowances: new Proxy([], {}) };
    expect(await send({ type: 'plan.save', plan: edited })).toEqual({ id: 'week' });
    expect(sent).toEqual([{ type: 'plan.save', plan }]);
  });
});
