import type { DataAmount } from './data-amount.ts';
import type { Meaning } from './meaning.ts';
import type { Stamp } from './stamp.ts';

/** What a message is made of once its words and numbers are understood; everything else only takes up room. */
export type Item = { at: number; end: number } & (
  | { kind: 'label'; meanings: Set<Meaning>; text: string; hasColon: boolean }
  /** `hasSlash`: a second amount follows behind a slash, `3/10 GB`. */
  | { kind: 'amount'; amount: DataAmount; hasSlash: boolean; isNegative: boolean }
  | { kind: 'percent'; percent: number }
  | { kind: 'stamp'; stamp: Stamp; text: string }
  | { kind: 'quantity'; what: 'money' | 'minutes' | 'messages' | 'speed' | 'time' }
  /** `weight`: 1 a clause, 2 a sentence, 3 a line. */
  | { kind: 'break'; weight: 1 | 2 | 3 }
);

export type Label = Extract<Item, { kind: 'label' }>;
export type AmountItem = Extract<Item, { kind: 'amount' }>;
export type PercentItem = Extract<Item, { kind: 'percent' }>;
export type StampItem = Extract<Item, { kind: 'stamp' }>;

export const isLabel = (item: Item | undefined, ...meanings: Meaning[]): item is Label =>
  item?.kind === 'label' && meanings.some((meaning) => item.meanings.has(meaning));
