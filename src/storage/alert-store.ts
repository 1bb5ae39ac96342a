import { NO_MARKS, type Alert, type AlertMarks } from '../core/alerts.ts';
import type { Connection } from './connection.ts';
import type { Database } from './open-database.ts';
import type { AlertRecord } from './schema.ts';

/** Alerts kept in the list: those of some months. */
const MOST_KEPT = 300;

/**
 * Decides and stores in one transaction, so that two overlapping runs of the background send no alert twice, and a run
 * that is stopped in between loses none.
 *
 * @param decide from the present marks; must not wait for anything
 * @returns the resulting marks
 */
async function decideAlerts(
  database: Database,
  plan: string,
  decide: (marks: AlertMarks) => { due: Alert[]; marks: AlertMarks },
): Promise<AlertMarks> {
  const transaction = database.transaction(['alertMarks', 'alerts'], 'readwrite');
  const marksStore = transaction.objectStore('alertMarks');
  const alerts = transaction.objectStore('alerts');
  const before = (await marksStore.get(plan)) ?? NO_MARKS;
  const { due, marks } = decide(before);
  const writes: Promise<unknown>[] = [];
  if (marks !== before) writes.push(marksStore.put(marks, plan));
  for (const alert of due) writes.push(alerts.put({ ...alert, isShown: alert.silent === true ? 1 : 0 }));
  await Promise.all([...writes, transaction.done]);
  return marks;
}

/** Alerts that are due and not shown yet, oldest first. */
async function readUnshownAlerts(database: Database): Promise<AlertRecord[]> {
  const found = await database.getAllFromIndex('alerts', 'isShown', 0);
  return found.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Marks an alert as shown; removes the oldest ones of a long list. */
async function markAlertShown(database: Database, id: string): Promise<void> {
  const transaction = database.transaction('alerts', 'readwrite');
  const found = await transaction.store.get(id);
  if (found) await transaction.store.put({ ...found, isShown: 1 });
  const all = await transaction.store.getAll();
  const old = all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(MOST_KEPT);
  await Promise.all([...old.map((alert) => transaction.store.delete(alert.id)), transaction.done]);
}

/** Alerts that were shown and those only listed, newest first. */
async function readAlerts(database: Database): Promise<AlertRecord[]> {
  const all = await database.getAll('alerts');
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The alerts, over a connection that may be reopened. */
export type AlertStore = {
  readMarks(plan: string): Promise<AlertMarks>;
  /** See {@link decideAlerts}. */
  decide(plan: string, decide: (marks: AlertMarks) => { due: Alert[]; marks: AlertMarks }): Promise<AlertMarks>;
  readUnshown(): Promise<AlertRecord[]>;
  markShown(id: string): Promise<void>;
  readAll(): Promise<AlertRecord[]>;
};

/** All of these over a connection. */
export const openAlertStore = (connection: Pick<Connection, 'get'>): AlertStore => ({
  readMarks: async (plan) => (await (await connection.get()).get('alertMarks', plan)) ?? NO_MARKS,
  decide: async (plan, decide) => decideAlerts(await connection.get(), plan, decide),
  readUnshown: async () => readUnshownAlerts(await connection.get()),
  markShown: async (id) => markAlertShown(await connection.get(), id),
  readAll: async () => readAlerts(await connection.get()),
});
