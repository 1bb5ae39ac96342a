/** English: alerts' notifications and the dashboard's list of them. The other catalogues have the same keys. */
export const en = {
  title: 'Alerts',
  total: (percent: string) => `${percent} of the data is used`,
  today: (percent: string) => `${percent} of the share for today is used`,
  expiry: (when: string) => `The plan ends ${when}`,
  left: (plan: string, amount: string, until: string | null) =>
    until === null ? `${plan}: ${amount} left.` : `${plan}: ${amount} left until ${until}.`,
  turned: (plan: string, until: string) => `${plan}: it no longer lasts until ${until}.`,
  out: (plan: string) => `${plan}: hold the heaviest site, or top up.`,
  past: 'Alerts so far',
  none: 'No alerts yet.',
  quietly: 'not shown: in quiet hours, or a more serious one came with it',
  whatNow: 'What to do now',
  holdHeaviest: (site: string) => `Hold ${site}`,
  holdSites: 'Hold a site',
  correct: 'Correct by a reading',
  settings: (plan: string) => `When to alert, on ${plan}`,
  atTotal: 'At these shares of the whole (%)',
  atToday: 'At these shares of today (%)',
  atExpiry: 'So many hours before the plan ends',
  quiet: 'Quiet hours',
  quietSub: 'Alerts wait until then, except the one at 100 %.',
  from: 'From',
  to: 'To',
  save: 'Save',
  saved: 'Saved.',
  usual: 'Restore defaults',
  listHint: 'Numbers separated by spaces or commas; leave empty for none.',
  wrongPercents: (most: string) => `Numbers from 1 to ${most}, 20 at most`,
  wrongHours: 'Hours from 0 to 8760, 20 at most',
  wrongQuiet: 'From and to must differ',
  noPlan: 'Alerts belong to a plan. There is none in use.',
};

/** The keys and parameters that every language must have. */
export type AlertWording = typeof en;
