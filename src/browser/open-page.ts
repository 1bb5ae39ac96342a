import { browser } from './browser.ts';

/** Opens the dashboard at one of its views (`#sites`) in a new tab. */
export async function openDashboard(hash = ''): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`dashboard.html${hash}`) });
}
