import type { HoldSettings } from '../core/hold-book.ts';
import type { HoldMessage } from '../core/hold-message.ts';
import { withAllowList } from '../core/with-allow-list.ts';

type Change = Omit<Extract<HoldMessage, { type: 'holds.settings' }>, 'type'>;

/** The settings, changed by the parts that a message carries. */
export function changedSettings(settings: HoldSettings, { allowList, guard, triggers }: Change): HoldSettings {
  return {
    ...(allowList ? withAllowList(settings, allowList) : settings),
    guard: guard ? { ...guard, always: [...new Set(guard.always)] } : settings.guard,
    triggers: triggers ?? settings.triggers,
  };
}
