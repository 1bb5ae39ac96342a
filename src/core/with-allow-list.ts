import type { AllowList, HoldSettings } from './hold-book.ts';

/** Settings with `list` in the place of its plan's own; sites are named once each. */
export function withAllowList(settings: HoldSettings, list: AllowList): HoldSettings {
  const others = settings.allowLists.filter(({ plan }) => plan !== list.plan);
  return { ...settings, allowLists: [...others, { ...list, sites: [...new Set(list.sites)] }] };
}
