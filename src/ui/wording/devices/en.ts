/** English: sharing totals between devices on one plan. The other catalogues have the same keys. */
export const en = {
  title: 'One SIM, several devices',
  label: 'Count other devices on this plan',
  why: 'Each device puts its daily totals and the plan into the sync storage of your browser account, and never the name of a site: packs for certain sites stay on each device. Turn it on in each browser that uses the SIM. When you turn it off, what this device shared is removed again.',
  none: 'No other device has been heard of yet. Browsers carry totals over every few minutes, if you are signed in and sync extensions.',
  thisDevice: 'This device',
  otherDevice: (number: number) => `Device ${number}`,
  heard: (date: string) => `heard of on ${date}`,
  forget: 'Remove',
  forgetNamed: (device: string, amount: string) => `Remove ${device}, ${amount}`,
  elsewhere: (amount: string) => `Other devices: ${amount}, counted in what is used.`,
  trouble: 'Totals could not be exchanged:',
};

/** The keys that every language must have. */
export type DeviceWording = typeof en;
