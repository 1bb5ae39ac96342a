import type { DataAmount } from './data-amount.ts';

/** What a figure says of an allowance. */
export type Role = 'used' | 'left' | 'whole';

/** Whose data a figure speaks of. */
export type Pool = {
  /** `plain`: not stated; `part`: one of several that general traffic draws on; `other`: general traffic does not. */
  rank: 'plain' | 'part' | 'general' | 'other';
  /** Tells pools of one rank apart. */
  name: string;
  /** Where a general pool may be used, if it says so: two places are two pools. */
  place: string;
  isToday: boolean;
  /** It is part of a figure that was named before. */
  isAmong: boolean;
};

/** One figure of a message, with what it is. */
export type Claim = {
  pool: Pool;
  /** It is not stated outright. */
  isWeak: boolean;
} & (
  | { kind: 'amount'; role: Role; amount: DataAmount }
  | { kind: 'percent'; role: 'used' | 'left'; percent: number }
  | { kind: 'spent' }
);
