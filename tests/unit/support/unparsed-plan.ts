/** When the plans below are parsed. */
export const PARSED_AT = '2026-03-01T12:00:00Z';

export const ALLOWANCE = {
  id: 'data',
  label: 'Data',
  bytes: 5e9,
  resets: { every: 'never' },
  after: { kind: 'cut' },
};

/** A plan as it may arrive from outside, valid in every field. */
export const PLAN = {
  id: 'hk7',
  name: 'Hong Kong 7-day',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: '2026-03-01T10:00:00+08:00',
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [ALLOWANCE],
};

/** The plan with some fields replaced. */
export const plan = (rest: object) => ({ ...PLAN, ...rest });

/** The plan with some fields of its allowance replaced. */
export const allowance = (rest: object) => plan({ allowances: [{ ...ALLOWANCE, ...rest }] });
