import type { CountingMark } from './notice-loss.ts';
import type { PlanBook } from './plan-book.ts';

/** Records since when there has been counting. */
export type CountingStart = {
  /** Something was counted at `at` (epoch ms). */
  note(at: number): void;
  /** Storage works again: retries a failed write. */
  retry(): void;
};

/**
 * Writes the database first and the mark after it; in the other order, a background stopped in between would take its
 * own new database for one that was lost (see `noticeLoss`, which adds a missing mark).
 */
export function createCountingStart(deps: {
  plans: Pick<PlanBook, 'settings' | 'noteCounting'>;
  mark: Pick<CountingMark, 'keep'>;
}): CountingStart {
  /** The earliest instant that is not on disk yet, epoch ms. */
  let unwritten: number | null = null;
  let isFirst = false;
  const write = async (at: number) => {
    await deps.plans.noteCounting(at);
    if (unwritten === at) unwritten = null;
    if (isFirst) await deps.mark.keep(at);
    isFirst = false;
  };
  return {
    note: (at) => {
      const { countingSince } = deps.plans.settings();
      if (countingSince !== null && countingSince <= at) return;
      isFirst ||= countingSince === null;
      unwritten = at;
      void write(at).catch(() => {});
    },
    retry: () => {
      if (unwritten !== null) void write(unwritten).catch(() => {});
    },
  };
}
