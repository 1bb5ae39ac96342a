/** A plan as an organisation's policy presets it. An allowance without bytes is unlimited. */
export const FLEET_PLAN = {
  id: 'fleet',
  name: 'Fleet SIM',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: '2026-03-01T00:00:00Z',
  validity: { kind: 'months', billingDay: 1 },
  allowances: [
    { id: 'data', label: 'Data', bytes: 20e9, resets: { every: 'month', day: 1 }, after: { kind: 'cut' } },
    { id: 'chat', label: 'Chat', sites: ['chat.test'], resets: { every: 'never' }, after: { kind: 'cut' } },
  ],
};
