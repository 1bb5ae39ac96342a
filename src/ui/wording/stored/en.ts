export const en = {
  forget: 'Delete',
  site: 'A site',
  day: 'A day',
  everything: 'Everything',
  everythingSub: 'Usage, plans, readings, rules, alerts. Language and precision stay as chosen.',
  stays: 'A rule for it stays.',
  do: 'Delete',
  doAll: 'Delete everything',
  pending: (what: string) => `${what}: deleted in a moment.`,
  undo: 'Undo',
  gone: (what: string) => `${what}: deleted.`,
  undone: (what: string) => `${what}: kept.`,
  aside: 'The data saved before cannot be opened just now',
  asideSub: 'It is left as it is. Counting goes on beside it, and joins it when it opens again.',
  stopped: 'Some traffic was not counted',
  stoppedSub:
    'The browser ended while data was flowing: up to its last second is missing, and every total’s range allows for it.',
  refusedAt: (time: string, amount: string) => `${time}: ${amount} that the browser’s storage did not take`,
  stoppedAt: (time: string, amount: string) => `${time}: ${amount} at most`,
  lostAt: (time: string) =>
    `${time}: the browser could not open what was saved and began anew; all from before is gone`,
  damagedAt: (time: string, more: number) =>
    `${time}${more > 0 ? `, and ${more} ${more === 1 ? 'place' : 'places'} since` : ''}: the record is damaged, and no total includes it`,
  saveAside: 'Save what is in it (JSON)',
  auto: {
    title: 'Automatic export',
    label: 'Save files automatically',
    often: 'How often',
    every: { day: 'Every day', week: 'Every week', month: 'Every month' },
    as: 'As',
    format: { json: 'JSON, everything', csv: 'CSV, usage in rows' },
    why: 'Into the folder Datagauge in your downloads: one now, then one each period; a missed one is made up for. The browser asks once.',
    saving: 'Saving…',
    saved: (when: string, name: string) => `Saved ${when}: ${name}`,
    failed: (when: string, reason: string) => `Not saved ${when}: ${reason}. Tried again within an hour or so.`,
    turnedOff: (why: string) => `It was turned off. ${why}`,
    barrier: {
      refused: 'Saving files is not allowed.',
      absent: 'This browser does not let extensions save files.',
    },
  },
};

/** The keys and parameters that every language must have. */
export type StoredWording = typeof en;
