import type { PageOrder } from '../core/page-order.ts';
import { browser } from './browser.ts';
import { readTabs } from './tabs.ts';

/**
 * Asks a document what the browser's cache has kept of its own origin's addresses: that frame, or, where `tabId` is below 0, the
 * page of any tab that shows this origin. Rejects where there is none, or nobody of ours in it.
 */
export async function askKeptCopies(
  place: { tabId: number; frameId: number; origin: string },
  urls: readonly string[],
): Promise<unknown> {
  const { tabId, frameId } = place.tabId < 0 ? await pageOf(place.origin) : place;
  const order: PageOrder = { type: 'tell-kept-copies', urls };
  return browser.tabs.sendMessage(tabId, order, { frameId });
}

async function pageOf(origin: string): Promise<{ tabId: number; frameId: number }> {
  const tab = (await readTabs()).find(({ url, isPrivate }) => !isPrivate && url.startsWith(`${origin}/`));
  if (!tab) throw new Error('no page of this origin is open');
  return { tabId: tab.id, frameId: 0 };
}
