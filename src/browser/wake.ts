import { browser } from './browser.ts';

const NAME = 'holds';

/** Calls at the time set by `wakeAt`, and wakes the worker for it. Must be called in the first turn. */
export function onWake(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
}

/** Sets when to be woken next (epoch ms), replacing the time set before; `null`: not at all. */
export async function wakeAt(at: number | null): Promise<void> {
  if (at === null) await browser.alarms.clear(NAME);
  else await browser.alarms.create(NAME, { when: at });
}

/** Calls when the browser starts. Must be called in the first turn. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
