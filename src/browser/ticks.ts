import { browser } from './browser.ts';

const NAME = 'tick';
const PERIOD_MINUTES = 5;

/** Calls every five minutes, waking the worker if need be: days end and plans expire while nobody browses. */
export function onTick(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
  // Created only if missing: creating it again on each start would put it off each time. One that lies further off than
  // a period was set before the clock was put back, and would not ring until the clock has caught up.
  void browser.alarms.get(NAME).then(async (found) => {
    if (found && found.scheduledTime <= Date.now() + PERIOD_MINUTES * 60_000) return;
    await browser.alarms.create(NAME, { periodInMinutes: PERIOD_MINUTES });
  });
}
