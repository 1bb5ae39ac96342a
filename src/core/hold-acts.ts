import type { HoldSettings, Trigger } from './hold-book.ts';
import type { HoldForce } from './hold-force.ts';

/** The key of a trigger, whether it is on or off. */
export const triggerKey = (trigger: Trigger): string => JSON.stringify({ ...trigger, on: true });

/** The key of the list of the only sites that may use data, where the user turned it on. */
export const LIST_ACT = 'list';

/**
 * The keys of what acts on all sites at once while `force` holds: the list, and the triggers behind the list or lean.
 */
function actsOf({ only, leanAll }: HoldForce): string[] {
  const list = only && (only.trigger ? triggerKey(only.trigger) : LIST_ACT);
  return [...(list ? [list] : []), ...(leanAll ? [triggerKey(leanAll)] : [])];
}

/** What acts now, and since when; `null` where nothing has changed since `known`. @param now epoch ms */
export function actingSince(
  force: HoldForce,
  known: HoldSettings['acting'],
  now: number,
): HoldSettings['acting'] | null {
  const acts = actsOf(force);
  if (acts.length === known.length && known.every(({ act }) => acts.includes(act))) return null;
  return acts.map((act) => known.find((one) => one.act === act) ?? { act, since: now });
}
