/** English: the precision setting. The other catalogues have the same keys. */
export const en = {
  title: 'Exact sizes',
  label: 'Make more sizes visible',
  why: 'Chromium hides the size of many responses, even from Datagauge. Two narrow rules show more of them: those of a site to itself, and public ones that are the same for everybody. No page learns what it could not know before.',
  off: 'Without them more of each total is an estimate.',
  none: 'This browser uses no such rules.',
};

/** The keys that every language must have. */
export type PrecisionWording = typeof en;
