import type { KeptAsk } from '../core/kept-copy.ts';
import type { PageOrder } from '../core/page-order.ts';
import { browser } from './browser.ts';
import { readTabs } from './tabs.ts';

/**
 * Asks a document for the HTTP cache entries of its own origin: the named document, or, where `documentId` is `null`,
 * the pages of all tabs that show this origin until one answers. Private windows' tabs are asked only for their own.
 * Rejects where there is no such document, or none with our script.
 */
export async function askKeptCopies(
  { tabId, documentId, origin }: { tabId: number; documentId: string | null; origin: string },
  asks: readonly KeptAsk[],
): Promise<unknown> {
  const order: PageOrder = { type: 'tell-kept-copies', asks };
  if (documentId !== null) {
    // Only in Chromium (106 and later), and missing in the polyfill's types.
    return browser.tabs.sendMessage(tabId, order, { documentId });
  }
  const pages = (await readTabs()).filter(({ url, isPrivate }) => !isPrivate && url.startsWith(`${origin}/`));
  for (const { id } of pages) {
    const answer = await browser.tabs.sendMessage(id, order, { frameId: 0 }).catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  throw new Error('no page of this origin answers');
}
