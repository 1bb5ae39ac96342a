import type { Reading } from './contract.ts';
import type { Correction } from './learn-correction.ts';

/** The active plan's readings, and what they have taught. */
export type ReadingList = {
  /** Oldest as-of first. */
  readings: {
    id: string;
    reading: Reading;
    /** The carrier's figure less what had been counted by then, bytes; `null` where it is no figure of this plan. */
    outside: number | null;
    /** Whether it is the one that what is left is reckoned from. */
    counts: boolean;
  }[];
  /** `factor` is what was learned; it applies where `isOn`. */
  correction: Correction & { isOn: boolean };
};
