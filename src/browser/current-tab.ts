import { browser } from './browser.ts';

/** The tab that the popup was opened over; `null` where there is none (the popup opened as a page of its own). */
export async function readCurrentTab(): Promise<{ id: number } | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? null : { id: tab.id };
}
