import type { AutoExport } from '../core/auto-export.ts';
import type { Plan, PlanList, Refusal } from '../core/contract.ts';
import { refuse } from '../core/refusals.ts';
import { FIRST_SETTINGS } from '../storage/plan-store.ts';
import type { Settings } from '../storage/schema.ts';
import { createInTurn } from './in-turn.ts';

/** What was last seen of Wi-Fi: the platform's network, or whether it was a time of Wi-Fi. */
export type SeenOfWifi = Partial<Pick<Settings, 'wasWifiTime' | 'lastNetwork'>>;

/** Plans, which of them is active, and whether traffic is metered: cached in memory, written through. */
export type PlanBook = {
  list(): PlanList;
  active(): Plan | null;
  settings(): Readonly<Settings>;
  save(plan: Plan): Promise<void>;
  activate(id: string): Promise<Refusal | null>;
  remove(id: string): Promise<Refusal | null>;
  /** Adds a policy's preset plan, once; resolves to whether it was added. */
  addPreset(plan: Plan): Promise<boolean>;
  setMetered(metered: boolean): Promise<void>;
  /** Whether a plan's figures are corrected by what was learned from its readings. */
  setCorrected(id: string, isCorrected: boolean): Promise<void>;
  /** The rules that tell when the device is on Wi-Fi. */
  setWifi(rules: Pick<Settings, 'wifiHours' | 'followsNetwork'>): Promise<void>;
  /** What was last seen of Wi-Fi, and with it, in one write, whether traffic is metered. */
  noteWifi(seen: SeenOfWifi, metered: boolean): Promise<void>;
  /** Settings and progress of automatic exports. */
  noteExport(autoExport: AutoExport): Promise<void>;
  /**
   * Notes the first transfer ever counted, by its own time: after a clock was set back, an earlier one may follow. In
   * memory it counts at once; rejects where it cannot be written.
   */
  noteCounting(at: number): Promise<void>;
  /** Retries a read that failed; resolves to whether it succeeded now. */
  retry(): Promise<boolean>;
  /** Reads everything again after it was changed on disk. */
  reload(): Promise<void>;
};

/**
 * Where plans and settings are stored. Each change is one transaction; `changeSettings` returns the resulting settings.
 */
export type PlanStore = {
  readPlans(): Promise<PlanList>;
  readSettings(): Promise<Settings>;
  savePlan(plan: Plan): Promise<void>;
  removePlan(id: string): Promise<boolean>;
  addPresetPlan(plan: Plan): Promise<boolean>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  /** Keeps the earlier of `at` (epoch ms) and what is stored. */
  noteCounting(at: number): Promise<Settings>;
};

/** Reads what is stored; each change is on disk before it counts. Storage that fails leaves an empty book, metered. */
export async function createPlanBook(store: PlanStore, now: () => number): Promise<PlanBook> {
  let plans: Plan[] = [];
  let settings: Settings = FIRST_SETTINGS;
  let isRead = false;
  const readAll = async () => {
    const [list, stored] = await Promise.all([store.readPlans(), store.readSettings()]);
    plans = list.plans;
    settings = stored;
    isRead = true;
  };
  const retry = async () => {
    if (isRead) return false;
    try {
      await readAll();
    } catch {
      // The connection keeps the error and reports it to the user.
    }
    return isRead;
  };
  await retry();
  const find = (id: string) => plans.find((plan) => plan.id === id);
  const missing = (id: string): Refusal => refuse('noSuchPlan', JSON.stringify(id));
  const change = async (part: Partial<Settings>) => {
    settings = await store.changeSettings(part);
  };
  /** The change that turns the switch; none where it already is as asked for. */
  const switchTo = (metered: boolean): Partial<Settings> =>
    metered === settings.metered ? {} : { metered, unmeteredSince: metered ? null : now() };
  const reload = async () => {
    ({ plans } = await store.readPlans());
  };
  /** Serialised: each change sees the result of the one before. */
  const inTurn = createInTurn();
  return {
    list: () => ({ plans, active: settings.active }),
    active: () => (settings.active === null ? null : (find(settings.active) ?? null)),
    settings: () => settings,
    save: (plan) =>
      inTurn(async () => {
        await store.savePlan(plan);
        await reload();
      }),
    activate: (id) =>
      inTurn(async () => {
        if (!find(id)) return missing(id);
        await change({ active: id });
        return null;
      }),
    remove: (id) =>
      inTurn(async () => {
        if (!(await store.removePlan(id))) return missing(id);
        settings = await store.readSettings();
        await reload();
        return null;
      }),
    addPreset: (plan) =>
      inTurn(async () => {
        const isNew = await store.addPresetPlan(plan);
        settings = await store.readSettings();
        await reload();
        return isNew;
      }),
    setMetered: (metered) =>
      inTurn(async () => {
        if (metered !== settings.metered) await change(switchTo(metered));
      }),
    setCorrected: (id, isCorrected) =>
      inTurn(async () => {
        const others = settings.uncorrected.filter((one) => one !== id);
        await change({ uncorrected: isCorrected ? others : [...others, id] });
      }),
    setWifi: (rules) => inTurn(() => change(rules)),
    noteWifi: (seen, metered) => inTurn(() => change({ ...seen, ...switchTo(metered) })),
    noteExport: (autoExport) => inTurn(() => change({ autoExport })),
    noteCounting: (at) => {
      settings = { ...settings, countingSince: Math.min(at, settings.countingSince ?? at) };
      return inTurn(async () => {
        settings = await store.noteCounting(at);
      });
    },
    retry: () => inTurn(retry),
    reload: () => inTurn(readAll),
  };
}
