import { browser } from './browser.ts';

const NAME = 'holds';

/** Calls when the time set by `wakeAt` has come, waking the worker if need be. Must be called in the first turn. */
export function onWake(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
}

/** Sets when to be woken next (epoch ms), in place of what was set before; `null`: not at all. */
export async function wakeAt(at: number | null): Promise<void> {
  if (at === null) await browser.alarms.clear(NAME);
  else await browser.alarms.create(NAME, { when: at });
}

/** Calls when the browser starts. Must be called in the first turn. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
