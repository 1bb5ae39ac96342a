/** The first Chrome whose rules can look at a response's head; an earlier one would ignore the conditions. */
const FIRST_CHROME = 128;

/** Whether declarativeNetRequest's rules can look at a response's head in this browser; Firefox's cannot. */
export function rulesSeeHeads(): boolean {
  const version = /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1];
  return !import.meta.env.FIREFOX && version !== undefined && Number(version) >= FIRST_CHROME;
}
