import type { Forecast, Plan } from '../core/contract.ts';
import { DAY_MS, HOUR_MS } from '../core/duration.ts';
import { MEMORY_DAYS, type Spell } from '../core/forecast/day-book.ts';
import { linkedUse } from '../core/forecast/linked-use.ts';
import { learnedForecast } from '../core/learned-forecast.ts';
import type { Forecaster, ForecastInput } from '../core/plan-forecast.ts';
import type { SlotSites } from '../storage/read-slots.ts';
import { belongsTo } from './usage-book.ts';

/** Forecasters of plans, which also know what was used before the plan began. */
export type PlanForecasts = {
  /** `plans` in the order they were added. If storage fails, only the plan's own use is known. */
  of(plan: Plan, plans: readonly Plan[]): Promise<Forecaster>;
  /** To be called where old usage has changed on disk. */
  forget(): void;
};

export type PlanForecastsDeps = {
  /** Slots that overlap `from`…`to` (epoch ms). */
  readSlotSites(from: number, to: number): Promise<SlotSites[]>;
  /** What `keepEarlier` was last given since the browser started. */
  readEarlier(): Promise<unknown>;
  keepEarlier(earlier: EarlierUse | null): void;
};

/** Metered use before a plan began, by the hour; read once per browser session. */
export type EarlierUse = { key: string; spells: Spell[] };

/** A forecast is reused for this long, and while less than this share of the plan was used meanwhile. */
const FRESH_MS = 60_000;
const FRESH_SHARE = 0.002;

/** Caches the use before one plan, and the last forecast: an open popup asks twice a second while traffic flows. */
export function createPlanForecasts(deps: PlanForecastsDeps): PlanForecasts {
  let earlier: EarlierUse | null = null;
  let told: { key: string; input: ForecastInput; forecast: Forecast } | null = null;

  const readEarlier = async (plan: Plan, plans: readonly Plan[]): Promise<EarlierUse> => {
    const key = JSON.stringify([plan.id, plan.activatedAt, plans.map(({ id }) => id)]);
    if (earlier?.key === key) return earlier;
    const kept = (await deps.readEarlier().catch(() => null)) as EarlierUse | null;
    if (kept?.key === key) return kept;
    const begins = Date.parse(plan.activatedAt);
    const records = await deps.readSlotSites(begins - MEMORY_DAYS * DAY_MS, begins);
    const foreign = records.filter((record) => record.owner !== 'unmetered' && !belongsTo(record, plan, plans));
    const found = { key, spells: linkedUse(byHour(foreign), begins) };
    deps.keepEarlier(found);
    return found;
  };

  return {
    of: async (plan, plans) => {
      // With a single plan, all use before it is its own or no plan's.
      if (plans.length > 1) earlier = await readEarlier(plan, plans).catch(() => null);
      else earlier = null;
      const learned = learnedForecast(earlier?.spells);
      const key = `${plan.id} ${earlier?.key}`;
      return (input) => {
        if (told?.key === key && isSame(told.input, input)) return told.forecast;
        const forecast = learned(input);
        told = { key, input: { ...input, history: () => [] }, forecast };
        return forecast;
      };
    },
    forget: () => {
      [earlier, told] = [null, null];
      deps.keepEarlier(null);
    },
  };
}

function isSame(before: ForecastInput, now: ForecastInput): boolean {
  const whole = now.used + (now.remaining ?? 0);
  return (
    before.untilMs === now.untilMs &&
    before.timeZone === now.timeZone &&
    Math.abs(now.nowMs - before.nowMs) < FRESH_MS &&
    Math.abs(now.bytes - before.bytes) <= FRESH_SHARE * whole &&
    Math.abs(whole - (before.used + (before.remaining ?? 0))) <= FRESH_SHARE * whole &&
    (before.remaining === null) === (now.remaining === null) &&
    (before.remaining === 0) === (now.remaining === 0)
  );
}

function byHour(records: readonly SlotSites[]): Spell[] {
  const hours = new Map<number, number>();
  for (const { from, sites } of records) {
    const hour = Math.floor(from / HOUR_MS) * HOUR_MS;
    let bytes = 0;
    for (const { down, up } of sites.values()) bytes += down + up;
    hours.set(hour, (hours.get(hour) ?? 0) + bytes);
  }
  return [...hours].map(([hour, bytes]) => ({
    from: new Date(hour).toISOString(),
    to: new Date(hour + HOUR_MS).toISOString(),
    bytes,
  }));
}
