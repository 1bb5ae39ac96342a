import type { SyncArea } from '../browser/sync-area.ts';
import type { Plan, Usage } from '../core/contract.ts';
import { bytesOf, nextTotals, type DayTotals, type OwnTotals } from '../core/day-totals.ts';
import type { DeviceList } from '../core/device-list.ts';
import { DAY_MS, MINUTE_MS } from '../core/duration.ts';
import { planKeys } from '../core/plan-items.ts';
import { planSpan } from '../core/plan-span.ts';
import {
  latestDays,
  noItems,
  parseSharedItems,
  totalsItem,
  totalsKey,
  type SharedItems,
  type SharedTotals,
} from '../core/shared-items.ts';
import { daysAsUsage, usageByDay } from '../core/usage-days.ts';
import type { SharingState, SharingStore } from '../storage/sharing-store.ts';
import { createInTurn } from './in-turn.ts';
import type { PlanBook } from './plan-book.ts';
import { sharePlans } from './share-plans.ts';
import type { UsageBook } from './usage-book.ts';

/** Browsers sync items every few minutes and limit writes (Chrome: 1800 an hour): no need to write more often. */
const WRITTEN_EVERY_MS = 10 * MINUTE_MS;

/** A plan that ended this long ago matters to no forecast; its items are removed. */
const KEPT_AFTER_END_MS = 62 * DAY_MS;

/** One SIM, several devices: shares plans and their daily totals through the browser account's sync storage. */
export type DeviceSync = {
  /** What other devices have used of a plan, as rows without a site. */
  elsewhere(plan: Plan, now: number): Usage[];
  /** Reads what others published and publishes what is new; does nothing while off. Never rejects. */
  exchange(): Promise<void>;
  /** Turning it off removes what this device has published. */
  share(isOn: boolean): Promise<DeviceList>;
  /** Removes another device's totals: it is no longer in use, or was imported here. */
  forget(device: string): Promise<DeviceList>;
  list(): Promise<DeviceList>;
};

export type DeviceSyncDeps = {
  area: SyncArea;
  store: SharingStore;
  plans: PlanBook;
  /** This device's own usage. */
  usage: Pick<UsageBook, 'ofPlan'>;
  newId(): string;
  now(): number;
  /** Called when plans, or what others have used, have changed. */
  onChanged(): void;
  onError(error: unknown): void;
};

const OFF: SharingState = { isOn: false, device: '', publishedAt: 0, own: new Map(), known: new Map() };
const NO_TOTALS: OwnTotals = { days: new Map(), forgotten: new Map() };
const plain = (days: DayTotals) => JSON.stringify([...days].sort(([a], [b]) => a - b));

/** Continues from what was shared before; unreadable storage leaves sharing off until the next start. */
export async function createDeviceSync(deps: DeviceSyncDeps): Promise<DeviceSync> {
  let state = (await deps.store.read().catch(() => null)) ?? OFF;
  let shared = noItems();
  let trouble: string | null = null;
  /** Serialised: each reads the state that the one before has left. */
  const inTurn = createInTurn();

  const iso = () => new Date(deps.now()).toISOString();
  const read = async () => parseSharedItems(await deps.area.read(), iso());
  const keep = async (change: Partial<SharingState>) => {
    const next = { ...state, ...change };
    await deps.store.keep(next);
    state = next;
  };

  const isOver = (plan: Plan) => planSpan(plan).endMs + KEPT_AFTER_END_MS < deps.now();

  const ownTotals = async (items: SharedItems): Promise<SharedTotals[]> => {
    const { plans, active } = deps.plans.list();
    const own = new Map(state.own);
    const fresh: SharedTotals[] = [];
    for (const plan of plans) {
      if ((plan.id !== active && !items.plans.has(plan.id)) || isOver(plan)) continue;
      const account =
        items.totals.find((one) => one.device === state.device && one.plan === plan.id)?.days ?? new Map();
      const ledger = usageByDay(plan, await deps.usage.ofPlan(plan, plans, deps.now()));
      const next = nextTotals(own.get(plan.id) ?? NO_TOTALS, account, ledger);
      own.set(plan.id, next);
      const totals = { device: state.device, plan: plan.id, at: deps.now(), days: next.days };
      if (plain(latestDays(totals)) !== plain(account)) fresh.push(totals);
    }
    // Stored before it is published: whatever the account holds beyond it would be taken for another copy's.
    if (fresh.length > 0) await keep({ own, publishedAt: deps.now() });
    return fresh;
  };

  const exchangeNow = async (isUrgent: boolean) => {
    const before = figuresOf(shared.totals, state.device);
    const items = await read();
    const failures: unknown[] = [];
    // Each by itself: one that exceeds the account's quota must not block the others.
    const attempt = (task: () => Promise<void>) => task().catch((error: unknown) => void failures.push(error));
    await attempt(() => sharePlans({ ...deps, items, state, isOver, keep }));
    const waited = Math.abs(deps.now() - state.publishedAt) >= WRITTEN_EVERY_MS;
    for (const totals of isUrgent || waited ? await ownTotals(items) : [])
      await attempt(() => deps.area.write({ [totalsKey(totals.device, totals.plan)]: totalsItem(totals) }));
    await attempt(() => removeOver(items));
    shared = await read();
    if (figuresOf(shared.totals, state.device) !== before) deps.onChanged();
    if (failures.length > 0) throw failures[0];
  };

  const removeOver = async (items: SharedItems) => {
    const over = [...items.plans.values()].filter(({ plan }) => isOver(plan)).map(({ plan }) => plan.id);
    const totals = items.totals.filter((one) => over.includes(one.plan)).map((one) => totalsKey(one.device, one.plan));
    const keys = [...over.flatMap((plan) => planKeys(plan, items)), ...totals, ...items.stale];
    if (keys.length > 0) await deps.area.remove(keys);
  };

  const exchange = (isUrgent = false) =>
    inTurn(async () => {
      if (!state.isOn) return;
      try {
        await exchangeNow(isUrgent);
        trouble = null;
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
        deps.onError(error);
      }
    });

  const removeOf = async (device: string) => {
    const keys = Object.keys(await deps.area.read()).filter((key) => key.startsWith(`use:${device}:`));
    if (keys.length > 0) await deps.area.remove(keys);
    shared = await read();
  };

  const list = async (): Promise<DeviceList> => {
    const plan = deps.plans.active();
    if (!state.isOn) return { isOn: false, devices: [], trouble };
    const totals = plan ? shared.totals.filter((one) => one.plan === plan.id) : [];
    const usage = plan ? await deps.usage.ofPlan(plan, deps.plans.list().plans, deps.now()) : [];
    const sum = (values: Iterable<number>) => [...values].reduce((all, bytes) => all + bytes, 0);
    const others = totals.filter(({ device }) => device !== state.device);
    return {
      isOn: true,
      trouble,
      devices: [
        {
          id: state.device,
          isThis: true,
          heardAt: state.publishedAt === 0 ? null : new Date(state.publishedAt).toISOString(),
          bytes: sum(usage.map(({ bytes }) => bytes)),
        },
        ...others
          .map(({ device, at, days }) => ({
            id: device,
            isThis: false,
            heardAt: new Date(at).toISOString(),
            bytes: sum([...days.values()].map(bytesOf)),
          }))
          .sort((a, b) => b.bytes - a.bytes),
      ],
    };
  };

  if (state.isOn) shared = await read().catch(() => shared);

  return {
    elsewhere: (plan, now) => {
      if (!state.isOn) return [];
      const days = new Map<number, number>(state.own.get(plan.id)?.forgotten);
      for (const one of othersOf(shared.totals, state.device)) {
        if (one.plan !== plan.id) continue;
        for (const [day, counter] of one.days) days.set(day, (days.get(day) ?? 0) + bytesOf(counter));
      }
      return daysAsUsage(plan, days, now);
    },
    exchange: () => exchange(),
    share: async (isOn) => {
      await inTurn(async () => {
        if (isOn === state.isOn) return;
        if (isOn) return keep({ isOn: true, device: deps.newId(), publishedAt: 0 });
        await removeOf(state.device);
        await keep({ ...OFF });
        shared = noItems();
      });
      await exchange(true);
      deps.onChanged();
      return list();
    },
    forget: async (device) => {
      await inTurn(() => removeOf(device));
      deps.onChanged();
      return list();
    },
    list,
  };
}

const othersOf = (totals: readonly SharedTotals[], device: string) => totals.filter((one) => one.device !== device);

/** What others have used, in comparable form. */
const figuresOf = (totals: readonly SharedTotals[], device: string) =>
  JSON.stringify(othersOf(totals, device).map((one) => [one.device, one.plan, plain(one.days)]));
