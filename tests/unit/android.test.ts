import { beforeEach, expect, it, vi } from 'vitest';
import { createEvent } from './support/fake-event.ts';

const api = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('../../src/browser/browser.ts', () => ({ browser: api }));
const { showOnToolbar } = await import('../../src/browser/toolbar.ts');
const { readPolicy } = await import('../../src/browser/policy.ts');
const { onTabs } = await import('../../src/browser/tabs.ts');
const { fileSaver } = await import('../../src/browser/downloads.ts');

const badge = { text: '8.4', colour: '#000000', level: 'even' } as const;

/** Firefox for Android, according to MDN's compatibility tables. */
beforeEach(() => {
  for (const name of Object.keys(api)) delete api[name];
  Object.assign(api, {
    tabs: { onCreated: createEvent(), onUpdated: createEvent(), onRemoved: createEvent() },
    storage: {},
    action: { setBadgeText: vi.fn(), setBadgeBackgroundColor: vi.fn() },
    permissions: { contains: () => Promise.resolve(true) },
  });
});

it('on Firefox for Android the toolbar shows what is supported there', async () => {
  await showOnToolbar(badge);
  expect((api['action'] as { setBadgeText: unknown }).setBadgeText).toHaveBeenCalledWith({ text: '8.4' });
  api['action'] = {};
  await showOnToolbar(badge);
});

it('on Firefox for Android tabs are listened to, though there is no onReplaced', () => {
  const closed: number[] = [];
  onTabs({ shown: () => {}, closed: (id) => closed.push(id), replaced: () => {} });
  (api['tabs'] as { onRemoved: ReturnType<typeof createEvent> }).onRemoved.fire(3);
  expect(closed).toEqual([3]);
});

it('on Firefox for Android there is no policy, and files are reported as not saveable', async () => {
  expect(await readPolicy()).toEqual({});
  expect(await fileSaver.barrier()).toBe('absent');
});
