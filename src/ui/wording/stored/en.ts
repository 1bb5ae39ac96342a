export const en = {
  forget: 'Delete',
  site: 'A site',
  day: 'A day',
  everything: 'Everything',
  everythingSub: 'Usage, plans, readings, rules, alerts. Language and precision stay as chosen.',
  stays: 'A rule for it stays.',
  do: 'Delete',
  pending: (what: string) => `${what}: deleted in a moment.`,
  undo: 'Undo',
  gone: (what: string) => `${what}: deleted.`,
  undone: (what: string) => `${what}: kept.`,
  aside: 'The data saved before does not open just now',
  asideSub: 'It is left as it is. Counting goes on beside it, and joins it when it opens again.',
  saveAside: 'Save what is in it (JSON)',
};

/** The keys and parameters that every language must have. */
export type StoredWording = typeof en;
