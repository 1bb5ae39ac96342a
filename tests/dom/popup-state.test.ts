import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { PopupView } from '../../src/core/popup-view.ts';
import { PopupState, type PopupDeps } from '../../src/ui/popup/popup-state.svelte.ts';
import { TAB, VIEWS } from './popup-fixtures.ts';

/** A popup with this stored view, before its first paint. */
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

test('paints the stored view before it wakes the background, whose view then replaces it', async () => {
  const { state, connectPopup, paint } = open(Promise.resolve(VIEWS.normal));
  await state.recall();
  state.start();
  expect(state.view).toBe(VIEWS.normal);
  expect(connectPopup).not.toHaveBeenCalled();
  paint();
  expect(connectPopup).toHaveBeenCalledOnce();
  expect(state.view).toBe(VIEWS.short);
});

test('connects at once when there is no stored view, or it cannot be read', async () => {
  for (const kept of [Promise.resolve(null), Promise.reject(new Error('no storage'))]) {
    const { state, connectPopup } = open(kept);
    await state.recall();
    state.start();
    expect(connectPopup).toHaveBeenCalledOnce();
  }
});

test('closed before its first frame it does not connect; closed later it disconnects', async () => {
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

describe('a switch that is pressed before its last press is answered', () => {
  /** A popup that shows `view`, over a background whose answers wait for `answer` and that tells a view by `tell`. */
  async function shown(view: PopupView) {
    const waiting: ((reply: object) => void)[] = [];
    let tell: (view: PopupView) => void = () => {};
    const deps = {
      send: () => new Promise((resolve) => waiting.push(resolve)),
      readLastView: () => Promise.resolve(view),
      readCurrentTab: () => Promise.resolve(null),
      afterPaint: (callback: () => void) => callback(),
      connectPopup: ({ onView }: { onView(view: PopupView): void }) => {
        tell = onView;
        return { watchTab: vi.fn(), close: vi.fn() };
      },
    };
    const state = new PopupState(deps as unknown as PopupDeps);
    await state.recall();
    state.start();
    onTestFinished(() => state.stop());
    return { state, answer: (reply: object) => waiting.shift()!(reply), tell: (told: PopupView) => tell(told) };
  }

  test('a plan is saved once, though its button was pressed twice', async () => {
    const { state, answer } = await shown(VIEWS.normal);
    const { plan } = VIEWS.normal.status!;
    const [first, second] = [state.savePlan(plan), state.savePlan(plan)];
    await second;
    answer({ plans: [plan], active: plan.id });
    await vi.waitFor(() => answer({ plans: [plan], active: plan.id }));
    await first;
    expect(() => answer({})).toThrow();
    expect(state.screen).toEqual({ kind: 'gauge' });
  });

  test('metering: shows the last press', async () => {
    const { state, answer } = await shown(VIEWS.normal);
    const [off, on] = [state.setMetered(false), state.setMetered(true)];
    answer({ metered: false });
    await off;
    expect(state.metered).toBe(true);
    answer({ metered: true });
    await on;
    expect(state.metered).toBe(true);
  });

  test('metering: defers a view from before the last press, and shows it if that is refused', async () => {
    const { state, answer, tell } = await shown(VIEWS.normal);
    const wifi: PopupView = { ...VIEWS.normal, metered: false, scope: 'unmetered', sites: [] };
    for (const last of [{ metered: true }, { error: 'the disk is full' }]) {
      const [off, on] = [state.setMetered(false), state.setMetered(true)];
      answer({ metered: false });
      await off;
      tell(wifi);
      expect(state.view?.sites).toEqual(VIEWS.normal.sites);
      answer(last);
      await on;
      if (!('error' in last)) tell(VIEWS.normal);
    }
    expect(state.view).toBe(wifi);
    tell(VIEWS.normal);
    expect(state.view).toBe(VIEWS.normal);
  });

  test('a site: shows the last press, and no other site jumps back', async () => {
    const { state, answer } = await shown(VIEWS.normal);
    const [one, two] = VIEWS.normal.sites.map(({ site }) => site) as [string, string];
    const isHeld = (site: string) => state.isHeld(state.view!.sites.find((row) => row.site === site)!);
    const first = [state.setHeld(one, true), state.setHeld(two, true)] as const;
    answer({ holds: [] });
    await first[0];
    answer({ holds: [] });
    await first[1];
    expect([isHeld(one), isHeld(two)]).toEqual([true, true]);
    const again = [state.setHeld(one, false), state.setHeld(one, true)] as const;
    answer({ holds: [] });
    await again[0];
    expect(isHeld(one)).toBe(true);
    answer({ holds: [] });
    await again[1];
    expect(isHeld(one)).toBe(true);
  });

  test('keeps the figures of a view that came meanwhile', async () => {
    const { state, answer } = await shown(VIEWS.normal);
    const { site } = VIEWS.normal.sites[0]!;
    const done = state.setHeld(site, true);
    const grown = VIEWS.normal.sites.map((row) => ({ ...row, bytes: row.bytes + 1e6 }));
    state.view = { ...VIEWS.normal, sites: grown };
    answer({ holds: [] });
    await done;
    expect(state.view.sites.map(({ bytes }) => bytes)).toEqual(grown.map(({ bytes }) => bytes));
    expect(state.view.sites[0]?.held).toBe(true);
  });
});
