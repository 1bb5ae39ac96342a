import { DAY_MS } from '../core/duration.ts';
import { LIST_ACT, triggerKey } from '../core/hold-acts.ts';
import { holdOf, type HoldRecord, type HoldSettings } from '../core/hold-book.ts';
import { dayOf, hasEnded, isArmed, isCurrent } from '../core/hold-force.ts';
import { savedBytes } from '../core/hold-saving.ts';
import type { HoldRow, HoldsView } from '../core/holds-view.ts';
import type { Holds } from './holds.ts';
import type { BytesOf, HoldUsage } from './hold-usage.ts';
import type { LargeFiles } from './large-files.ts';
import type { PlanBook } from './plan-book.ts';

export type HoldsViewDeps = {
  holds: Holds;
  usage: HoldUsage;
  plans: PlanBook;
  large: LargeFiles;
  /** Whether a worker of that site has a request under way that belongs to no tab; nothing can stop it. */
  hasWorkerOf(site: string): boolean;
};

/** Usual use is measured before a hold began, over this long at most. */
const HISTORY_MS = 14 * DAY_MS;

/** All that the dashboard shows of holds, freshly computed. */
export async function readHoldsView({ holds, usage, plans, large, hasWorkerOf }: HoldsViewDeps): Promise<HoldsView> {
  const context = await holds.context();
  const { now, plan } = context;
  const { settings, ...book } = holds.keeper.book();
  const records = book.records.filter((record) => !hasEnded(record, now));
  const today = await usage.bySite(dayOf(context).startMs, now);
  const countingSince = plans.settings().countingSince ?? now;

  const historyOf = (setAt: number) => Math.max(countingSince, setAt - HISTORY_MS);
  const begun = [...records.map(({ setAt }) => setAt), ...settings.acting.map(({ since }) => since)];
  const bytesOf = await usage.between(Math.min(now, ...begun.map(historyOf)), now);

  const savedOf = (sites: Parameters<BytesOf>[0], since: number): number | null => {
    const from = historyOf(since);
    const before = { bytes: bytesOf(sites, from, since), ms: since - from };
    return savedBytes(before, { bytes: bytesOf(sites, since, now), ms: now - since });
  };
  const { only } = holds.force();
  const savedByAct = ({ act, since }: HoldSettings['acting'][number]) => {
    const isList = only !== null && (only.trigger ? act === triggerKey(only.trigger) : act === LIST_ACT);
    return { act, saved: savedOf({ except: isList ? only.sites : [] }, since) };
  };
  const rowOf = (record: HoldRecord): HoldRow => {
    const { site, mode, setAt, embeds } = record;
    const opening = settings.openings.find((one) => one.site === site && one.until > now);
    const isHeld = mode === 'capped' ? holds.isHeld(site) : true;
    return {
      hold: holdOf(record),
      setAt: new Date(setAt).toISOString(),
      plan: record.plan,
      embeds,
      state: !isCurrent(record, context) ? 'rests' : opening ? 'open' : isHeld ? 'held' : 'counting',
      goesOn: holds.isHeld(site) && hasWorkerOf(site),
      openUntil: opening ? new Date(opening.until).toISOString() : null,
      usedToday: today.get(site) ?? 0,
      saved: savedOf(record.site, record.setAt),
    };
  };

  return {
    at: new Date(now).toISOString(),
    metered: context.metered,
    plan: plan && { id: plan.id, name: plan.name, timeZone: plan.timeZone, unit: plan.unit },
    plans: plans.list().plans.map(({ id, name }) => ({ id, name })),
    holds: [...records].sort((a, b) => b.setAt - a.setAt).map(rowOf),
    settings,
    armed: context.metered ? settings.triggers.filter((trigger) => isArmed(trigger, context)) : [],
    acts: context.metered ? settings.acting.map(savedByAct) : [],
    resting: holds.gate.resting(),
    large: large.list(),
    canSeeSizes: holds.gate.canSeeSizes,
  };
}
