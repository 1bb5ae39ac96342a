import { browser } from './browser.ts';

/** A tab as far as attribution needs it; `url` is `''` where the browser hides it. */
export type Tab = { id: number; url: string; isPrivate: boolean };

const toTab = (tab: { id?: number | undefined; url?: string | undefined; incognito: boolean }): Tab | null =>
  tab.id === undefined ? null : { id: tab.id, url: tab.url ?? '', isPrivate: tab.incognito };

/**
 * Subscribes to what tabs show: new tabs, committed navigations, closed tabs, and tabs replaced by another (a
 * prerendered page; a discarded one). Must be called in the first turn.
 */
export function onTabs(listener: {
  shown(tab: Tab): void;
  closed(id: number): void;
  replaced(id: number, old: number): void;
}): void {
  const shown = (tab: Parameters<typeof toTab>[0]) => {
    const known = toTab(tab);
    if (known) listener.shown(known);
  };
  browser.tabs.onCreated.addListener(shown);
  browser.tabs.onUpdated.addListener((_id, change, tab) => {
    if (change.url !== undefined) shown({ ...tab, url: change.url });
  });
  browser.tabs.onRemoved.addListener((id) => listener.closed(id));
  // Only in Chromium: in Firefox a tab keeps its id.
  (browser.tabs as Partial<typeof browser.tabs>).onReplaced?.addListener((id, old) => listener.replaced(id, old));
}

/** All open tabs. */
export async function readTabs(): Promise<Tab[]> {
  return (await browser.tabs.query({})).map(toTab).filter((tab) => tab !== null);
}
