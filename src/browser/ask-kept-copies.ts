import type { KeptAsk } from '../core/kept-copy.ts';
import type { PageOrder } from '../core/page-order.ts';
import { browser } from './browser.ts';
import { readTabs } from './tabs.ts';

/**
 * Asks a document what the browser's cache has kept of its own origin's responses: that one, or, where `documentId` is `null`,
 * the pages of all tabs that show this origin, until one answers. Private windows' tabs are not asked for others. Rejects where
 * there is none, or nobody of ours in it.
 */
export async function askKeptCopies(
  { tabId, documentId, origin }: { tabId: number; documentId: string | null; origin: string },
  asks: readonly KeptAsk[],
): Promise<unknown> {
  const order: PageOrder = { type: 'tell-kept-copies', asks };
  if (documentId !== null) {
    // Chromium's alone (106 on), and not among the polyfill's types.
    return browser.tabs.sendMessage(tabId, order, { documentId });
  }
  const pages = (await readTabs()).filter(({ url, isPrivate }) => !isPrivate && url.startsWith(`${origin}/`));
  for (const { id } of pages) {
    const answer = await browser.tabs.sendMessage(id, order, { frameId: 0 }).catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  throw new Error('no page of this origin answers');
}
