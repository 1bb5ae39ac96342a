/** English: one SIM, several devices. The other catalogues have the same keys. */
export const en = {
  title: 'One SIM, several devices',
  label: 'Count other devices on this plan',
  why: 'Each device leaves its daily totals and the plan in the sync storage of your browser account, and never the name of a site: packs for certain sites stay on each device. Turn it on in each browser that uses the SIM. Off, what this device left is taken away again.',
  none: 'No other device has been heard of yet. Browsers carry totals over every few minutes, if you are signed in and sync extensions.',
  thisDevice: 'This device',
  otherDevice: (number: number) => `Device ${number}`,
  heard: (date: string) => `heard of on ${date}`,
  forget: 'Take away',
  forgetNamed: (device: string, amount: string) => `Take away ${device}, ${amount}`,
  elsewhere: (amount: string) => `Other devices: ${amount}, counted in what is used.`,
  trouble: 'Totals could not be exchanged:',
};

/** The keys that every language must have. */
export type DeviceWording = typeof en;
