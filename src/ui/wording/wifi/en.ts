/** English: regular hours on Wi-Fi. The other catalogues have the same keys. */
export const en = {
  title: 'When you are on Wi-Fi',
  sub: 'At these hours metering turns off by itself, and on again when they end. What you switch by hand in between stays.',
  row: (number: number) => `Hours ${number}`,
  days: 'Days',
  from: 'From',
  to: 'To',
  add: 'Add hours',
  remove: 'Remove these hours',
  follow: 'Follow the network where the device tells: metered on mobile data only',
  followSub: 'Not for a device on the hotspot of a phone.',
  save: 'Save',
  saved: 'Saved.',
  wrong: 'Each row needs a day, and two different times.',
};

/** The keys and parameters that every language must have. */
export type WifiWording = typeof en;
