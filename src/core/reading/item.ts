import type { DataAmount } from './data-amount.ts';
import type { Meaning } from './meaning.ts';
import type { Stamp } from './stamp.ts';

/** What a message is made of once its words and numbers are understood; everything else only takes up room. */
export type Item = { at: number; end: number } & (
  | { kind: 'label'; meanings: Set<Meaning>; text: string; hasColon: boolean }
  /**
   * `hasSlash`: a second amount follows behind a slash, `3/10 GB`; `isAfterSlash`: one stands before it; `isBare`: its
   * unit is a single letter, `3.5G`.
   */
  | {
      kind: 'amount';
      amount: DataAmount;
      hasSlash: boolean;
      isAfterSlash: boolean;
      isBare: boolean;
      isNegative: boolean;
    }
  | { kind: 'percent'; percent: number }
  | { kind: 'stamp'; stamp: Stamp; text: string }
  | { kind: 'quantity'; what: 'money' | 'minutes' | 'messages' | 'speed' | 'time' }
  /** `weight`: 1 a clause, 2 a sentence, 3 a line. */
  | { kind: 'break'; weight: 1 | 2 | 3 }
);

/** A word that says what a figure beside it is. */
export type Label = Extract<Item, { kind: 'label' }>;

/** An amount of data. */
export type AmountItem = Extract<Item, { kind: 'amount' }>;

/** A share of an allowance. */
export type PercentItem = Extract<Item, { kind: 'percent' }>;

/** A date or a time. */
export type StampItem = Extract<Item, { kind: 'stamp' }>;

/** Whether an item is a label that may have one of these meanings. */
export const isLabel = (item: Item | undefined, ...meanings: Meaning[]): item is Label =>
  item?.kind === 'label' && meanings.some((meaning) => item.meanings.has(meaning));
