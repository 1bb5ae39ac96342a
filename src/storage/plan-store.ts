import { NO_EXPORT } from '../core/auto-export.ts';
import type { Plan, PlanList } from '../core/contract.ts';
import type { Connection } from './connection.ts';
import type { Database } from './open-database.ts';
import type { Settings } from './schema.ts';

/** Before the user has set anything. */
export const FIRST_SETTINGS: Settings = {
  active: null,
  metered: true,
  unmeteredSince: null,
  countingSince: null,
  uncorrected: [],
  wifiHours: [],
  wasWifiTime: false,
  followsNetwork: true,
  lastNetwork: null,
  preset: null,
  autoExport: NO_EXPORT,
  stops: [],
};

/** The settings, or the defaults before anything was set: metered, no plan. */
export async function readSettings(database: Database): Promise<Settings> {
  return { ...FIRST_SETTINGS, ...(await database.get('settings', 'settings')) };
}

/** Changes some settings in one transaction and returns all of them. */
export async function changeSettings(database: Database, change: Partial<Settings>): Promise<Settings> {
  const transaction = database.transaction('settings', 'readwrite');
  const settings = { ...FIRST_SETTINGS, ...(await transaction.store.get('settings')), ...change };
  await transaction.store.put(settings, 'settings');
  await transaction.done;
  return settings;
}

/** Notes that something was counted at `at` (epoch ms), unless counting began earlier. Returns all settings. */
export async function noteCounting(database: Database, at: number): Promise<Settings> {
  const transaction = database.transaction('settings', 'readwrite');
  const stored = { ...FIRST_SETTINGS, ...(await transaction.store.get('settings')) };
  const settings = { ...stored, countingSince: Math.min(at, stored.countingSince ?? at) };
  await Promise.all([transaction.store.put(settings, 'settings'), transaction.done]);
  return settings;
}

/** Plans in the order they were added, and which of them is active. */
export async function readPlans(database: Database): Promise<PlanList> {
  const transaction = database.transaction(['plans', 'settings']);
  const [plans, settings] = await Promise.all([
    transaction.objectStore('plans').getAll(),
    transaction.objectStore('settings').get('settings'),
    transaction.done,
  ]);
  plans.sort((a, b) => a.addedAt - b.addedAt);
  return { plans: plans.map(({ addedAt: _, ...plan }) => plan), active: settings?.active ?? null };
}

/** Adds a plan, or replaces the one of the same id and keeps its place. */
export async function savePlan(database: Database, plan: Plan, now: number): Promise<void> {
  const transaction = database.transaction('plans', 'readwrite');
  const all = await transaction.store.getAll();
  const addedAt = all.find(({ id }) => id === plan.id)?.addedAt ?? Math.max(now, ...all.map((one) => one.addedAt + 1));
  await Promise.all([transaction.store.put({ ...plan, addedAt }), transaction.done]);
}

/**
 * Adds a preset plan, unless it was added before or its id exists: the user's changes stay. It becomes active where
 * none is.
 *
 * @returns whether it was added.
 */
export async function addPresetPlan(database: Database, plan: Plan, now: number): Promise<boolean> {
  const transaction = database.transaction(['plans', 'settings'], 'readwrite');
  const plans = transaction.objectStore('plans');
  const store = transaction.objectStore('settings');
  const settings = (await store.get('settings')) ?? FIRST_SETTINGS;
  const all = await plans.getAll();
  const isNew = settings.preset !== plan.id && !all.some(({ id }) => id === plan.id);
  if (isNew) await plans.put({ ...plan, addedAt: Math.max(now, ...all.map((one) => one.addedAt + 1)) });
  const active = settings.active ?? (isNew ? plan.id : null);
  await store.put({ ...settings, active, preset: plan.id }, 'settings');
  await transaction.done;
  return isNew;
}

/**
 * Removes a plan; its usage stays in the ledger. If it was active, none is.
 *
 * @returns whether there was one.
 */
export async function removePlan(database: Database, id: string): Promise<boolean> {
  const transaction = database.transaction(['plans', 'settings'], 'readwrite');
  const plans = transaction.objectStore('plans');
  const store = transaction.objectStore('settings');
  const found = (await plans.getKey(id)) !== undefined;
  const settings = (await store.get('settings')) ?? FIRST_SETTINGS;
  if (found) await plans.delete(id);
  if (settings.active === id) await store.put({ ...settings, active: null }, 'settings');
  await transaction.done;
  return found;
}

/** All of these over a connection. `now` dates what is added, epoch ms. */
export const openPlanStore = (connection: Pick<Connection, 'get'>, now: () => number) => ({
  readPlans: async () => readPlans(await connection.get()),
  readSettings: async () => readSettings(await connection.get()),
  savePlan: async (plan: Plan) => savePlan(await connection.get(), plan, now()),
  removePlan: async (id: string) => removePlan(await connection.get(), id),
  addPresetPlan: async (plan: Plan) => addPresetPlan(await connection.get(), plan, now()),
  changeSettings: async (change: Partial<Settings>) => changeSettings(await connection.get(), change),
  noteCounting: async (at: number) => noteCounting(await connection.get(), at),
});
