import { dueAlerts, type Alert, type AlertMarks } from '../core/alerts.ts';
import type { PlanStatus } from '../core/contract.ts';
import { DAY_MS } from '../core/duration.ts';
import type { AlertStore } from '../storage/alert-store.ts';

/** Decides what has to be told of the active plan, and tells it. */
export type AlertDesk = {
  /** Looks at a status just computed. Resolves when all that was due is on disk and was shown; never rejects. */
  consider(status: PlanStatus | null): Promise<void>;
  /** To be called where what was told before has changed on disk. */
  forget(): void;
};

export type AlertDeskDeps = {
  store: Omit<AlertStore, 'readAll'>;
  /** Whether that plan is still there: of one that was removed meanwhile nothing is told. */
  hasPlan(id: string): boolean;
  /** Shows a notification; one of the same id takes the place of the one before. */
  show(alert: Alert): Promise<void>;
  now(): number;
  onError(error: unknown): void;
};

/** An alert that could not be shown for so long is not shown any more; it stays in the list. */
const STALE_MS = DAY_MS;

/**
 * Remembers what was told of the active plan, so that most looks cost no transaction; looks come one after the other.
 */
export function createAlertDesk(deps: AlertDeskDeps): AlertDesk {
  let known: { plan: string; marks: AlertMarks } | null = null;
  let hasUnshown = true;
  let turn = Promise.resolve();

  const decide = async (status: PlanStatus) => {
    const { plan, at } = status;
    if (known?.plan !== plan.id) known = { plan: plan.id, marks: await deps.store.readMarks(plan.id) };
    if (!deps.hasPlan(plan.id)) return;
    // Most looks find nothing new and cost no transaction.
    if (dueAlerts(plan, status, known.marks, at).marks === known.marks) return;
    const marks = await deps.store.decide(plan.id, (stored) => dueAlerts(plan, status, stored, at));
    known = { plan: plan.id, marks };
    hasUnshown = true;
  };

  /** Marked after it was shown: a worker stopped in between shows it again in its own place, and loses none. */
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
        // The next look tries again; metering goes on.
        .catch(deps.onError);
      return turn;
    },
  };
}
