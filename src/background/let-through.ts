import type { Refusal } from '../core/contract.ts';
import type { HeldReason } from '../core/held-view.ts';
import { allowListOf } from '../core/allow-list-of.ts';
import { MINUTE_MS } from '../core/duration.ts';
import { dayOf, type HoldContext } from '../core/hold-force.ts';
import type { Way } from '../core/hold-message.ts';
import { switchAllowList } from '../core/switch-allow-list.ts';
import { withAllowList } from '../core/with-allow-list.ts';
import { refuse } from '../core/refusals.ts';
import type { Holds } from './holds.ts';

type Asked = { site: string; reason: HeldReason; tab: number; way: Way };

const MINUTES = { quarter: 15, five: 5 };

/**
 * Lets a held site through in the way chosen on the held page; resolves when its pages can be opened.
 *
 * @returns the refusal where that way does not apply to this hold
 */
export async function letThrough(
  { holds, now }: { holds: Holds; now(): number },
  { site, reason, tab, way }: Asked,
  context: HoldContext,
): Promise<Refusal | null> {
  const { keeper } = holds;
  if (way === 'once') {
    await holds.gate.pass({ tab, site, address: reason.kind === 'large' ? reason.file.address : null });
    return null;
  }
  if (reason.kind === 'large') {
    if (way !== 'always') return refuse('notItself', site);
    await keeper.change((settings) => {
      const { guard } = settings;
      return { ...settings, guard: { ...guard, always: [...new Set([...guard.always, site])] } };
    });
    await holds.refresh();
    return null;
  }
  if (way === 'always') return refuse('heldOtherwise', site);
  if ((way === 'list' || way === 'list-off') !== (reason.kind === 'allow-list') && way !== 'quarter')
    return refuse('heldOtherwise', site);
  if (way === 'five' && !(reason.kind === 'cap' && reason.fiveMore)) return refuse('fiveUsedUp', site);
  if (way === 'resume') await keeper.resume(site, now());
  else if (way === 'lean') await keeper.set({ site, mode: 'lean', reason: 'user' }, now());
  else if (way === 'list' || way === 'list-off') {
    const { plan } = context;
    if (plan === null) return refuse('noList');
    await keeper.change((settings) => {
      if (way === 'list-off') return switchAllowList(settings, plan.id, false);
      const list = allowListOf(settings, plan.id);
      return withAllowList(settings, { ...list, sites: [...list.sites, site] });
    });
  } else {
    const at = now();
    const { day } = dayOf(context);
    await keeper.change(({ openings, extras, ...rest }) => ({
      ...rest,
      openings: [
        ...openings.filter((one) => one.site !== site && one.until > at),
        { site, until: at + MINUTES[way] * MINUTE_MS },
      ],
      extras: way === 'five' ? [...extras.filter((one) => one.site !== site), { site, day }] : extras,
    }));
  }
  await holds.refresh();
  return null;
}
