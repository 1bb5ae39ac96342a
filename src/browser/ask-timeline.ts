import type { PageOrder } from '../core/page-order.ts';
import { browser } from './browser.ts';

/** Asks a tab's documents for their Resource Timing. Does nothing in a tab without our script. */
export function askTimeline(tabId: number): void {
  const order: PageOrder = { type: 'tell-timeline' };
  browser.tabs.sendMessage(tabId, order).catch(() => {});
}
