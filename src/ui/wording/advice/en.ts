/** English: the dashboard's advice. The other catalogues have the same keys. */
export const en = {
  title: 'Which plan fits',
  sub: (days: string) => `Against your own use, ${days} of it.`,
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  plan: 'Plan',
  price: 'Price',
  priceOf: (plan: string) => `Price of ${plan}`,
  currencyOf: (plan: string) => `Currency of ${plan}`,
  lasts: 'Lasts',
  lastsHint: 'Share of simulated futures in which nothing is slowed, charged or cut until the plan ends.',
  cost: 'Cost with overage',
  unknown: 'no price',
  add: 'Add a plan to compare',
  addIt: 'Compare it',
  remove: (plan: string) => `Leave out ${plan}`,
  none: 'Add a plan to compare.',
  ask: 'Compare',
  sites: 'What heavy sites cost',
  site: 'Site',
  perDay: 'A day',
  perMinute: 'A minute in use',
  lean: 'Lean saves',
  range: (low: string, high: string) => `${low} to ${high}`,
  upTo: (most: string) => `up to ${most}`,
  leanHint:
    'What lean saves is by the day, too. It loads no video and no large images: video and sound for sure, all images at most.',
  noSites: 'Nothing used yet.',
};

/** The keys and parameters that every language must have. */
export type AdviceWording = typeof en;
