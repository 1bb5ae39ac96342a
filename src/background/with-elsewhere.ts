import type { DeviceSync } from './device-sync.ts';
import type { UsageBook } from './usage-book.ts';

/**
 * This device's usage plus what other devices used of the same plan; their sites are unknown, so only sums include it.
 */
export const withElsewhere = (book: UsageBook, devices: Pick<DeviceSync, 'elsewhere'>): UsageBook => ({
  ...book,
  ofPlan: async (plan, plans, now) => [...(await book.ofPlan(plan, plans, now)), ...devices.elsewhere(plan, now)],
});
