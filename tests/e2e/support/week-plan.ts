import type { Plan } from '../../../src/core/contract.ts';

const HOUR = 3_600_000;

type Differs = Partial<Plan> & {
  /** How many hours ago the plan started; 1 if absent. */
  hoursAgo?: number;
  /** Its only allowance; 7 GB if absent. */
  bytes?: number;
};

/** The seven-day Hong Kong SIM of the tests' user, with the given changes. */
export const weekPlan = ({ hoursAgo = 1, bytes = 7e9, ...rest }: Differs = {}): Plan => ({
  id: 'week',
  name: 'Hong Kong 7-day',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: new Date(Date.now() - hoursAgo * HOUR).toISOString(),
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [{ id: 'data', label: 'Data', bytes, resets: { every: 'never' }, after: { kind: 'cut' } }],
  ...rest,
});
