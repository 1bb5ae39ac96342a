import type { PlanAlerts } from '../contract.ts';

/** What is told where a plan says nothing of alerts: what carriers tell, and quiet at night. */
export const DEFAULT_ALERTS: PlanAlerts = {
  total: [50, 80, 90, 100],
  today: [80, 100],
  expiryHours: [24],
  quiet: { from: '23:00', to: '08:00' },
};
