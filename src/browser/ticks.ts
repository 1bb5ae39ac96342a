import { browser } from './browser.ts';

const NAME = 'tick';

/** Calls every five minutes, waking the worker if need be: days end and plans expire while nobody browses. */
export function onTick(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === NAME) listener();
  });
  // Created only if missing: creating it again on each start would put it off each time.
  void browser.alarms.get(NAME).then(async (found) => {
    if (!found) await browser.alarms.create(NAME, { periodInMinutes: 5 });
  });
}
