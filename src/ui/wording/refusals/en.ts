/** English: why an action was refused. The other catalogues have the same keys. */
export const en = {
  noPlan: 'No plan is in use.',
  noList: 'No plan is in use whose list could change.',
  noSuchPlan: 'That plan is gone.',
  noSuchReading: 'That reading is gone.',
  noAddress: 'That is no address of the web.',
  notItself: (site: string) => `${site} itself is not held.`,
  notHeld: (site: string) => `${site} is not held any more.`,
  heldOtherwise: (site: string) => `${site} is held for another reason.`,
  fiveUsedUp: (site: string) => `The five more minutes of ${site} are used up for today.`,
  answered: 'It was answered already.',
  noneAside: 'No data is set aside.',
  backwards: 'It would end before it begins.',
  notJson: (why: string) => `The file is no archive: it is not JSON (${why}).`,
  noAnswer: 'The background does not answer just now.',
  notSaved: 'the browser gives no reason',
  noRoomToSave: 'no room on the disk',
  full: 'There is no room on the disk.',
  failed: (what: string) => what,
  /** What is wrong with a field; receives its name and the full English sentence. */
  fields: {
    missing: (_: string, sentence: string) => sentence,
    site: () => 'It must be a site like youtube.com.',
    sharedEnding: () => 'It must be one site, not an ending that many share.',
    past: () => 'The end must lie ahead.',
    ahead: () => 'The time must not lie ahead.',
    tooFar: () => 'The start must not lie more than two years ahead.',
    format: () => 'The file is no archive of Datagauge.',
    version: () => 'A newer version of the extension wrote the file.',
    wrong: (_: string, sentence: string) => sentence,
  },
};

/** The keys and parameters that every language must have. */
export type RefusalWording = typeof en;
