import { HOUR_MS } from '../core/duration.ts';
import { FOLD_AFTER_MS } from '../core/fold-key.ts';
import type { Connection } from '../storage/connection.ts';
import { readFolded } from '../storage/fold.ts';
import { createFolding } from './folding.ts';
import type { PlanBook } from './plan-book.ts';

/** Old usage is folded twice a day at most: it becomes due day by day. */
const FOLDED_EVERY_MS = 12 * HOUR_MS;

/** Folds old usage when due; `onFolded` is called when the ledger's slots have changed. */
export function createFoldSoon(deps: {
  connection: Connection;
  plans: PlanBook;
  timeZone(): string;
  now(): number;
  onFolded(): void;
  onError(error: unknown): void;
}): () => void {
  const { connection, now } = deps;
  const fold = createFolding({ ...deps, plans: () => deps.plans.list().plans });
  /** The previous run of the background may have folded already. */
  const isDue = async () => {
    const { hours } = await readFolded(await connection.get());
    return Math.abs(now() - FOLD_AFTER_MS.hours - hours) >= FOLDED_EVERY_MS;
  };
  let foldedAt = 0;
  return () => {
    if (Math.abs(now() - foldedAt) < FOLDED_EVERY_MS) return;
    foldedAt = now();
    isDue()
      .then((due) => due && fold())
      .then(
        (changed) => changed && deps.onFolded(),
        (error: unknown) => deps.onError(error),
      );
  };
}
