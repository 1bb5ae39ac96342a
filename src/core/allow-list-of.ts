import type { AllowList, HoldSettings } from './hold-book.ts';

/** A plan's list of the only sites that may use data; off and empty where none was ever made. */
export function allowListOf({ allowLists }: HoldSettings, plan: string): AllowList {
  return allowLists.find((list) => list.plan === plan) ?? { plan, on: false, sites: [] };
}
