import { expect, test, vi } from 'vitest';
import type { PopupView } from '../../src/core/popup-view.ts';
import { PopupState, type PopupDeps } from '../../src/ui/popup/popup-state.svelte.ts';
import { TAB, VIEWS } from './popup-fixtures.ts';

/** A popup for which this is kept, before anything was painted. */
function open(kept: Promise<PopupView | null>) {
  const frames: (() => void)[] = [];
  const link = { watchTab: vi.fn(), close: vi.fn() };
  const connectPopup = vi.fn((listener: { onView(view: PopupView): void }) => {
    listener.onView(VIEWS.short);
    return link;
  });
  const deps = {
    connectPopup,
    readLastView: () => kept,
    readCurrentTab: () => Promise.resolve({ id: 7, ...TAB }),
    afterPaint: (callback: () => void) => void frames.push(callback),
  };
  const state = new PopupState(deps as unknown as PopupDeps);
  const paint = () => frames.splice(0).forEach((callback) => callback());
  return { state, connectPopup, link, paint };
}

test('what is kept is on the screen before the background is woken, and gives way to what it tells', async () => {
  const { state, connectPopup, paint } = open(Promise.resolve(VIEWS.normal));
  await state.recall();
  state.start();
  expect(state.view).toBe(VIEWS.normal);
  expect(connectPopup).not.toHaveBeenCalled();
  paint();
  expect(connectPopup).toHaveBeenCalledOnce();
  expect(state.view).toBe(VIEWS.short);
});

test('where nothing is kept, or it cannot be read, the background is asked at once', async () => {
  for (const kept of [Promise.resolve(null), Promise.reject(new Error('no storage'))]) {
    const { state, connectPopup } = open(kept);
    await state.recall();
    state.start();
    expect(connectPopup).toHaveBeenCalledOnce();
  }
});

test('a popup that is closed before its first frame asks nobody, one that is open lets go', async () => {
  const early = open(Promise.resolve(VIEWS.normal));
  await early.state.recall();
  early.state.start();
  early.state.stop();
  early.paint();
  expect(early.connectPopup).not.toHaveBeenCalled();

  const late = open(Promise.resolve(null));
  late.state.start();
  late.state.stop();
  expect(late.link.close).toHaveBeenCalledOnce();
});
