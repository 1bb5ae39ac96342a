import { expect, it } from 'vitest';
import type { PopupClient } from '../../src/browser/popup-port.ts';
import { createFaces } from '../../src/background/faces.ts';
import type { PopupView } from '../../src/core/popup-view.ts';
import { popupDeps } from './support/popup-deps.ts';
import { createTimers } from './support/timers.ts';

function open() {
  const timers = createTimers();
  const deps = popupDeps([]);
  let metered = true;
  const settings = deps.plans.settings.bind(deps.plans);
  deps.plans.settings = () => ({ ...settings(), metered });
  const shown: boolean[] = [];
  const kept: boolean[] = [];
  let onForecast = () => {};
  const faces = createFaces({
    ...deps,
    tabUses: { of: () => null } as never,
    // By the time a reading asks for a forecast, it has read the settings.
    forecasts: {
      of: async () => {
        await Promise.resolve();
        onForecast();
        return deps.forecasts.of();
      },
    },
    now: () => Date.parse('2026-03-05T12:00:00+08:00'),
    setTimer: timers.setTimer,
    keepView: (view) => kept.push(view.metered),
    showToolbar: () => {},
    isAsking: () => false,
    onView: () => {},
    onError: (error) => {
      throw error;
    },
  });
  const client = {
    tabId: null,
    sendView: (view: PopupView) => shown.push(view.metered),
    sendTab: () => {},
  } as unknown as PopupClient;
  const during = (then: () => void) => {
    onForecast = () => {
      onForecast = () => {};
      then();
    };
  };
  return { faces, client, shown, kept, during, timers, setMetered: (to: boolean) => (metered = to) };
}

it('views show nothing that was read before a change', async () => {
  const { faces, client, shown, kept, during, setMetered } = open();
  during(() => {
    setMetered(false);
    faces.refreshNow();
  });
  faces.opened(client);
  await expect.poll(() => shown.length).toBeGreaterThan(0);
  expect(shown).toEqual([false]);
  expect(kept).toEqual([false]);
});

it('views show what was read while traffic went on, and then the result of that traffic', async () => {
  const { faces, client, shown, during, timers } = open();
  during(() => {
    faces.refreshSoon();
    timers.run();
  });
  faces.opened(client);
  await expect.poll(() => shown).toEqual([true, true]);
});
