import { compareReading, type Comparison } from '../core/compare-reading.ts';
import type { Plan, Reading, Usage } from '../core/contract.ts';
import { learnCorrection, type Correction } from '../core/learn-correction.ts';
import type { ReadingRecord } from '../storage/schema.ts';

/** A plan's readings compared with what was counted, and the correction learned from them. */
export type Lesson = {
  /** In the order of the records; `null` where a reading does not cover the plan's general data. */
  comparisons: readonly (Comparison | null)[];
  correction: Correction;
};

/** What is learned from readings, by plan. */
export type CorrectionBook = {
  lessonOf(plan: Plan, records: readonly ReadingRecord[], usage: readonly Usage[]): Lesson;
};

/** Readings that are compared: a month of daily ones. Older ones add little. */
const MOST_COMPARED = 31;

/**
 * Compares a plan's readings with its usage. Each comparison walks through the plan's whole ledger, and what lies
 * before a reading hardly changes any more: so the result is cached until the plan or its readings change.
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

/** A percentage is too coarse: one per cent of a plan is far more than the carrier's count and ours differ by. */
const isPrecise = ({ used, remaining }: Reading): boolean => used !== undefined || remaining !== undefined;
