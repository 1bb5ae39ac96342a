import { compareReading, type Comparison } from '../core/compare-reading.ts';
import type { Plan, Reading, Usage } from '../core/contract.ts';
import { learnCorrection, type Correction } from '../core/learn-correction.ts';
import type { ReadingRecord } from '../storage/schema.ts';

/** What a plan's readings say beside what was counted, and what they teach. */
export type Lesson = {
  /** In the order of the records; `null` where a reading says nothing of the plan's general data. */
  comparisons: readonly (Comparison | null)[];
  correction: Correction;
};

/** What readings teach, plan by plan. */
export type CorrectionBook = {
  lessonOf(plan: Plan, records: readonly ReadingRecord[], usage: readonly Usage[]): Lesson;
};

/** Readings that are compared; a month of daily ones. Older ones have taught what they could. */
const MOST_COMPARED = 31;

/**
 * Compares a plan's readings with its usage. Each comparison walks through the whole ledger of the plan, and what lies
 * before a reading hardly changes any more: so it is done when the plan or its readings have changed, not each time that
 * something is shown.
 */
export function createCorrectionBook(countingSince: () => number | null): CorrectionBook {
  let known: { plan: Plan; records: readonly ReadingRecord[]; lesson: Lesson } | null = null;
  return {
    lessonOf: (plan, records, usage) => {
      if (known?.plan === plan && known.records === records) return known.lesson;
      const first = records.length - MOST_COMPARED;
      const comparisons = records.map(({ reading }, index) =>
        index < first ? null : compareReading(plan, usage, reading),
      );
      const precise = comparisons.filter((one, index) => one !== null && isPrecise(records[index]!.reading));
      const correction = learnCorrection(precise as Comparison[], countingSince() ?? Infinity);
      known = { plan, records, lesson: { comparisons, correction } };
      return known.lesson;
    },
  };
}

/** A whole per cent of a plan is far more than carriers' and our counting differ by. */
const isPrecise = ({ used, remaining }: Reading): boolean => used !== undefined || remaining !== undefined;
