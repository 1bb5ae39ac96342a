import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { HeldView } from '../../src/core/held-view.ts';
import { HeldState } from '../../src/ui/held/held-state.svelte.ts';
import { heldActions, oncePrice } from '../../src/ui/held/held-words.ts';
import HeldPage from '../../src/ui/held/HeldPage.svelte';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { at, status } from './popup-fixtures.ts';

const view: HeldView = {
  at: at(86),
  address: 'https://www.bilibili.com/',
  site: 'bilibili.com',
  reason: { kind: 'hold', hold: { site: 'bilibili.com', mode: 'paused' }, setAt: at(84) },
  status: status(86, 6.5),
  metered: true,
  canSeeSizes: true,
  cost: { site: 86e7, all: 65e8 },
  perMinute: 8e6,
  goesOn: false,
};

test('says that the device is offline, until it is online again', async () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const send = (() => Promise.resolve(view)) as never;
  const deps = { send, readOwnTab: () => Promise.resolve(1), go: vi.fn(), goBack: vi.fn(), openHolds: vi.fn() };
  const state = new HeldState(deps, view.address);
  render(HeldPage, { state, voice: createVoice('zh-CN', 'Asia/Hong_Kong') });
  await state.read();
  await fireEvent(window, new Event('offline'));
  expect((await screen.findByRole('status')).textContent).toBe('设备已离线，现在打开也加载不了。');
  onLine.mockRestore();
  await fireEvent(window, new Event('online'));
  expect(screen.getByRole('status').textContent).toBe('');
});

test('when the tab is shown again the focus stays, unless the heading has changed', async () => {
  let reply: object = view;
  const send = (() => Promise.resolve(reply)) as never;
  const deps = { send, readOwnTab: () => Promise.resolve(1), go: vi.fn(), goBack: vi.fn(), openHolds: vi.fn() };
  const state = new HeldState(deps, view.address);
  render(HeldPage, { state, voice: createVoice('en', 'Asia/Hong_Kong') });
  await state.read();
  const heading = () => document.activeElement?.tagName === 'H1';
  await waitFor(() => expect(heading()).toBe(true));
  const button = screen.getByRole('button', { name: /^Resume/ });
  button.focus();
  reply = { ...view, at: at(87) };
  await fireEvent(document, new Event('visibilitychange'));
  await waitFor(() => expect(state.view?.at).toBe(at(87)));
  expect(document.activeElement).toBe(button);
  reply = { error: 'it is not held' };
  await fireEvent(document, new Event('visibilitychange'));
  await waitFor(() => expect(heading()).toBe(true));
});

test('drops the reply for an address that is no longer shown', async () => {
  const waiting: ((reply: object) => void)[] = [];
  const send = (() => new Promise((resolve) => waiting.push(resolve))) as never;
  const deps = { send, readOwnTab: () => Promise.resolve(1), go: vi.fn(), goBack: vi.fn(), openHolds: vi.fn() };
  const state = new HeldState(deps, view.address);
  const reads = [state.read(), state.read('https://next.test/')];
  waiting[1]!({ ...view, address: 'https://next.test/' });
  waiting[0]!(view);
  await Promise.all(reads);
  expect(state.view?.address).toBe('https://next.test/');
});

test.each([
  [7.7e6, 1000, 'about 8 MB a minute', 'about 120 MB'],
  [340e3, 1000, 'about 300 kB a minute', 'about 4.5 MB'],
  [34e6, 1024, 'about 30 MB a minute', 'about 450 MB'],
  [512e3, 1024, 'about 500 kB a minute', 'about 7.3 MB'],
] as const)(
  '%d bytes a minute are shown to one digit, and a quarter of an hour as 15 times that',
  (perMinute, unit, once, quarter) => {
    const voice = createVoice('en', 'Asia/Hong_Kong');
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    const { plan } = view.status!;
    const heldView = { ...view, perMinute, status: { ...view.status!, plan: { ...plan, unit } } };
    expect(plain(oncePrice(heldView, voice))).toBe(once);
    expect(
      plain(
        heldActions(heldView, voice)
          .map(({ detail }) => detail)
          .join(),
      ),
    ).toContain(quarter);
  },
);
