import type { AllowList, HoldSettings } from '../core/hold-book.ts';
import type { HoldMessage } from '../core/hold-message.ts';

type Change = Omit<Extract<HoldMessage, { type: 'holds.settings' }>, 'type'>;

/** Settings with the parts of a message in their place; sites are named once each. */
export function changedSettings(settings: HoldSettings, { allowList, guard, triggers }: Change): HoldSettings {
  const lists: AllowList[] = allowList
    ? [
        ...settings.allowLists.filter(({ plan }) => plan !== allowList.plan),
        { ...allowList, sites: [...new Set(allowList.sites)] },
      ]
    : settings.allowLists;
  return {
    ...settings,
    allowLists: lists,
    guard: guard ? { ...guard, always: [...new Set(guard.always)] } : settings.guard,
    triggers: triggers ?? settings.triggers,
  };
}
