/** English: the diagnostics. The other catalogues have the same keys. */
export const en = {
  title: 'If something is wrong',
  why: 'The diagnostics say how Datagauge is set up and which errors it noticed. They name no site, no address and no plan.',
  copy: 'Copy diagnostics',
  copied: 'Copied.',
  notCopied: 'Could not be copied. Select the text below instead.',
  show: 'What is copied',
};

/** The keys that every language must have. */
export type HealthWording = typeof en;
