import { browser } from './browser.ts';

/** A tab that is not the one its window shows. */
export type HiddenTab = { id: number; audible: boolean };

/** All tabs that their windows do not show. */
export async function readHiddenTabs(): Promise<HiddenTab[]> {
  const tabs = await browser.tabs.query({ active: false });
  return tabs.flatMap(({ id, audible }) => (id === undefined ? [] : [{ id, audible: audible === true }]));
}

/** Calls when another tab is shown, or one begins or ceases to sound. Must be called in the first turn. */
export function onTabsHidden(listener: () => void): void {
  browser.tabs.onActivated.addListener(() => listener());
  browser.tabs.onUpdated.addListener((_id, change) => {
    if (change.audible !== undefined) listener();
  });
}
