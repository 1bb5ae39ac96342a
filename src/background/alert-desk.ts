import { dueAlerts, type Alert, type AlertMarks } from '../core/alerts.ts';
import type { PlanStatus } from '../core/contract.ts';
import { DAY_MS } from '../core/duration.ts';
import type { AlertStore } from '../storage/alert-store.ts';

/** Decides which alerts of the active plan are due, and shows them. */
export type AlertDesk = {
  /** Checks a status just computed. Resolves when all due alerts are on disk and shown; never rejects. */
  consider(status: PlanStatus | null): Promise<void>;
  /** To be called where the stored alerts have changed on disk. */
  forget(): void;
};

export type AlertDeskDeps = {
  store: Omit<AlertStore, 'readAll'>;
  /** Whether that plan still exists: a plan removed meanwhile gets no alerts. */
  hasPlan(id: string): boolean;
  /** Shows a notification; it replaces the one of the same id. */
  show(alert: Alert): Promise<void>;
  now(): number;
  /** Called once the list of alerts has grown on disk: a page that shows it may have read it just before. */
  onListed(): void;
  onError(error: unknown): void;
};

/** An alert that could not be shown for this long is no longer shown; it stays in the list. */
const STALE_MS = DAY_MS;

/** Caches which alerts the active plan has had, so that most checks need no transaction; checks run one at a time. */
export function createAlertDesk(deps: AlertDeskDeps): AlertDesk {
  let known: { plan: string; marks: AlertMarks } | null = null;
  let hasUnshown = true;
  let turn = Promise.resolve();

  const decide = async (status: PlanStatus) => {
    const { plan, at } = status;
    if (known?.plan !== plan.id) known = { plan: plan.id, marks: await deps.store.readMarks(plan.id) };
    if (!deps.hasPlan(plan.id)) return;
    // Most checks find nothing new and need no transaction.
    if (dueAlerts(plan, status, known.marks, at).marks === known.marks) return;
    const marks = await deps.store.decide(plan.id, (stored) => dueAlerts(plan, status, stored, at));
    known = { plan: plan.id, marks };
    hasUnshown = true;
    deps.onListed();
  };

  /** Marked after it was shown: a worker stopped in between shows it again in the same place, and loses none. */
  const showAll = async () => {
    if (!hasUnshown) return;
    for (const alert of await deps.store.readUnshown()) {
      if (Math.abs(deps.now() - Date.parse(alert.at)) < STALE_MS) await deps.show(alert);
      await deps.store.markShown(alert.id);
    }
    hasUnshown = false;
  };

  return {
    forget: () => (known = null),
    consider: (status) => {
      turn = turn
        .then(() => (status === null ? undefined : decide(status)))
        .then(showAll)
        // The next check tries again; metering goes on.
        .catch(deps.onError);
      return turn;
    },
  };
}
