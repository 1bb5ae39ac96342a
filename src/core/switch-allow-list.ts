import { allowListOf } from './allow-list-of.ts';
import type { HoldSettings } from './hold-book.ts';
import { withAllowList } from './with-allow-list.ts';

/**
 * Turns a plan's list on or off. Turning it off also turns off the triggers that would arm it again at once.
 *
 * @param first the site to put on a list that is still empty when it is turned on; `''`: none
 */
export function switchAllowList(settings: HoldSettings, plan: string, on: boolean, first = ''): HoldSettings {
  const list = allowListOf(settings, plan);
  const sites = on && list.sites.length === 0 && first !== '' ? [first] : list.sites;
  const triggers = settings.triggers.map((trigger) =>
    !on && 'does' in trigger && trigger.does === 'allow-list' ? { ...trigger, on: false } : trigger,
  );
  return { ...withAllowList(settings, { ...list, on, sites }), triggers };
}
