/**
 * A plan of the kind the demo is about: 7 GB, seven calendar days, 128 kbit/s after.
 *
 * @param {Date} now when it was activated
 */
export function demoPlan(now) {
  return {
    id: 'demo',
    name: 'Seven days, 7 GB',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    unit: 1000,
    activatedAt: now.toISOString(),
    validity: { kind: 'days', days: 7, clock: 'calendar' },
    allowances: [
      {
        id: 'data',
        label: 'Data',
        bytes: 7_000_000_000,
        resets: { every: 'never' },
        after: { kind: 'throttle', kbps: 128 },
      },
    ],
  };
}
