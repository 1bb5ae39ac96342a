import { browser } from './browser.ts';

const NAME = 'tick';
const PERIOD_MINUTES = 5;

/** Calls every five minutes, and wakes the worker for it: days end and plans expire while nobody browses. */
export function onTick(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
  // Created only if missing: creating it again at each start would postpone it each time. One further off than a period
  // was set before the clock was set back, and would not fire until the clock has caught up.
  void browser.alarms.get(NAME).then(async (found) => {
    if (found && found.scheduledTime <= Date.now() + PERIOD_MINUTES * 60_000) return;
    await browser.alarms.create(NAME, { periodInMinutes: PERIOD_MINUTES });
  });
}
