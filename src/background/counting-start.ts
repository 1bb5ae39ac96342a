import type { CountingMark } from './notice-loss.ts';
import type { PlanBook } from './plan-book.ts';

/** Sees that it is written down since when there has been counting. */
export type CountingStart = {
  /** Something was counted at `at` (epoch ms). */
  note(at: number): void;
  /** The disk takes what is written: what it did not take before is tried again. */
  retry(): void;
};

/**
 * The database has it first and the mark after it, or a background that is stopped in between would take its own new
 * database for one that was lost (see `noticeLoss`, which makes up for a mark that is missing).
 */
export function createCountingStart(deps: {
  plans: Pick<PlanBook, 'settings' | 'noteCounting'>;
  mark: Pick<CountingMark, 'keep'>;
}): CountingStart {
  /** The earliest that is not on the disk yet, epoch ms. */
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
