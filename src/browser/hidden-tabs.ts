import { browser } from './browser.ts';

/** A tab that is not the one its window shows. */
export type HiddenTab = {
  id: number;
  audible: boolean;
  /** Its page is not complete, or another is on its way. */
  loading: boolean;
};

/** All tabs that their windows do not show. */
export async function readHiddenTabs(): Promise<HiddenTab[]> {
  const tabs = await browser.tabs.query({ active: false });
  return tabs.flatMap(({ id, audible, status }) =>
    id === undefined ? [] : [{ id, audible: audible === true, loading: status === 'loading' }],
  );
}

/** Calls when another tab is shown or opened, or one is complete, begins or ceases to sound. Must be called in the first turn. */
export function onTabsHidden(listener: () => void): void {
  browser.tabs.onActivated.addListener(() => listener());
  browser.tabs.onCreated.addListener(() => listener());
  browser.tabs.onUpdated.addListener((_id, change) => {
    if (change.audible !== undefined || change.status === 'complete') listener();
  });
}
