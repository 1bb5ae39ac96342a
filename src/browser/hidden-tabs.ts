import { browser } from './browser.ts';

/** A tab that is not its window's active one. */
export type HiddenTab = {
  id: number;
  audible: boolean;
  /** Its page is incomplete, or another is loading. */
  loading: boolean;
};

/** All tabs that are not their window's active one. */
export async function readHiddenTabs(): Promise<HiddenTab[]> {
  const tabs = await browser.tabs.query({ active: false });
  return tabs.flatMap(({ id, audible, status }) =>
    id === undefined ? [] : [{ id, audible: audible === true, loading: status === 'loading' }],
  );
}

/**
 * Calls when another tab is shown or opened, or one completes loading, or starts or stops playing sound. Must be called
 * in the first turn.
 */
export function onTabsHidden(listener: () => void): void {
  browser.tabs.onActivated.addListener(() => listener());
  browser.tabs.onCreated.addListener(() => listener());
  browser.tabs.onUpdated.addListener((_id, change) => {
    if (change.audible !== undefined || change.status === 'complete') listener();
  });
}
