import { billableStatus } from '../core/billable-status.ts';
import { calendarDays } from '../core/calendar-days.ts';
import type { Plan, PlanStatus } from '../core/contract.ts';
import { currentPeriod } from '../core/current-period.ts';
import { DAY_MS } from '../core/duration.ts';
import type { HoldForce } from '../core/hold-force.ts';
import { isLeanDue } from '../core/lean-offer.ts';
import type { PopupView } from '../core/popup-view.ts';
import { zoneStretches } from '../core/zone-stretches.ts';
import type { CorrectionBook } from './correction-book.ts';
import type { LiveRate } from './live-rate.ts';
import type { PlanBook } from './plan-book.ts';
import type { PlanForecasts } from './plan-forecasts.ts';
import type { ReadingBook } from './reading-book.ts';
import { tallySites, type SiteTally } from './site-tally.ts';
import { belongsTo, type UsageBook } from './usage-book.ts';

/** Sites in the popup's list. */
const SITES_SHOWN = 5;

/** Days in a site's small bars. */
const DAYS_SHOWN = 31;

/** Where a period is at most a day, the small bars show this many days of the plan: a trend needs more than one. */
const TREND_DAYS = 7;

/** What the popup sums up while no plan exists. */
const FIRST_LOOK_MS = 31 * DAY_MS;

/** How far before and after now the popup knows the zone's offsets: what it shows is hardly further off. */
const ZONE_TOLD_MS = 400 * DAY_MS;

/** What a status is computed from. */
export type StatusDeps = {
  plans: PlanBook;
  usage: UsageBook;
  readings: ReadingBook;
  corrections: CorrectionBook;
  forecasts: Pick<PlanForecasts, 'of'>;
};

export type PopupViewDeps = StatusDeps & {
  rate: LiveRate;
  trouble(): PopupView['trouble'];
  /** Whether a site's pages are held now. */
  isHeld(site: string): boolean;
  /** What is held now. */
  force(): HoldForce;
};

/** The active plan's status at `now` (epoch ms); `null` where no plan is active. */
export async function readStatus(deps: StatusDeps, now: number): Promise<PlanStatus | null> {
  const plan = deps.plans.active();
  if (!plan) return null;
  const { plans } = deps.plans.list();
  const [usage, forecaster] = await Promise.all([deps.usage.ofPlan(plan, plans, now), deps.forecasts.of(plan, plans)]);
  const records = deps.readings.ofPlan(plan.id);
  const isCorrected = !deps.plans.settings().uncorrected.includes(plan.id);
  const factor = isCorrected ? deps.corrections.lessonOf(plan, records, usage).correction.factor : 1;
  const readings = records.map(({ reading }) => reading);
  return billableStatus(plan, usage, new Date(now).toISOString(), readings, factor, forecaster);
}

/** All that the popup shows, freshly computed. */
export async function readPopupView(deps: PopupViewDeps, now: number): Promise<PopupView> {
  const { plans, active } = deps.plans.list();
  const { metered, unmeteredSince, countingSince } = deps.plans.settings();
  const status = await readStatus(deps, now);
  const { scope, tally } = await tallyScope(deps, status, now);
  return {
    at: new Date(now).toISOString(),
    metered,
    unmeteredSince: unmeteredSince === null ? null : new Date(unmeteredSince).toISOString(),
    status,
    plans: plans
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => Number(b.id === active) - Number(a.id === active)),
    scope,
    total: tally.total,
    sites: tally.sites.slice(0, SITES_SHOWN).map((site) => ({ ...site, held: deps.isHeld(site.site) })),
    siteCount: tally.sites.length,
    only: status && deps.force().only !== null,
    offersLean: metered && status !== null && deps.force().leanAll === null && isLeanDue(status),
    countingSince: countingSince === null ? null : new Date(countingSince).toISOString(),
    afterEnd: status?.state === 'expired' ? await usedSince(deps, status.plan, status.endsAt, now) : 0,
    perSecond: deps.rate.perSecond(now),
    ...(status && { zone: zoneStretches(status.plan.timeZone, now - ZONE_TOLD_MS, now + ZONE_TOLD_MS) }),
    trouble: deps.trouble(),
  };
}

async function tallyScope(
  deps: PopupViewDeps,
  status: PlanStatus | null,
  now: number,
): Promise<{ scope: PopupView['scope']; tally: SiteTally }> {
  const { metered, unmeteredSince } = deps.plans.settings();
  if (!metered) {
    const records = await deps.usage.slots(unmeteredSince ?? now, now);
    return {
      scope: 'unmetered',
      tally: tallySites(
        records.filter(({ owner }) => owner === 'unmetered'),
        [],
      ),
    };
  }
  if (!status) {
    const records = await deps.usage.slots(now - FIRST_LOOK_MS, now);
    return {
      scope: 'all',
      tally: tallySites(
        records.filter(({ owner }) => owner !== 'unmetered'),
        [],
      ),
    };
  }
  const { plans } = deps.plans.list();
  const from = Date.parse(currentPeriod(status).from);
  const to = Math.min(now, status.endsAt === null ? now : Date.parse(status.endsAt));
  const daysSince = (start: number, most: number) =>
    calendarDays(start, Math.max(from + 1, to), status.plan.timeZone, most);
  const own = daysSince(from, DAYS_SHOWN);
  const days = own.length > 1 ? own : daysSince(Math.min(from, Date.parse(status.plan.activatedAt)), TREND_DAYS);
  const records = (await deps.usage.slots(Math.min(from, days[0] ?? from), to)).filter((record) =>
    belongsTo(record, status.plan, plans),
  );
  const tally = tallySites(
    records.filter((record) => record.from >= from),
    own,
  );
  if (own.length > 1) return { scope: 'period', tally };
  const trend = new Map(tallySites(records, days).sites.map((site) => [site.site, site.days]));
  const sites = tally.sites.map((site) => ({ ...site, days: trend.get(site.site) ?? site.days }));
  return { scope: 'period', tally: { ...tally, sites } };
}

async function usedSince(deps: PopupViewDeps, plan: Plan, endsAt: string | null, now: number): Promise<number> {
  if (endsAt === null) return 0;
  const records = await deps.usage.slots(Date.parse(endsAt), now);
  return tallySites(
    records.filter((record) => record.from >= Date.parse(endsAt) && belongsTo(record, plan, deps.plans.list().plans)),
    [],
  ).total.bytes;
}
