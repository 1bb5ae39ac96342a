import type { Hold, PlanStatus } from './contract.ts';
import type { LargeFile } from './large-file.ts';
import type { Trigger } from './hold-book.ts';

/** Why an address is held. */
export type HeldReason =
  | { kind: 'hold'; hold: Hold; setAt: string }
  /** The day's cap is reached; `fiveMore`: its extra minutes can still be taken. */
  | { kind: 'cap'; hold: Hold; setAt: string; endsAt: string; fiveMore: boolean }
  /** The site is not on the plan's list; `trigger`: what armed the list, `null` where the user did. */
  | { kind: 'allow-list'; trigger: Trigger | null }
  /** A single response larger than the guard lets through unasked. */
  | { kind: 'large'; file: LargeFile };

/** All that the held page shows. */
export type HeldView = {
  at: string;
  /** In the form it will be opened in. */
  address: string;
  site: string;
  /** `null`: it is not held any more; it may be opened, because it was held when it was requested. */
  reason: HeldReason | null;
  status: PlanStatus | null;
  metered: boolean;
  /** A worker of it that belongs to no tab goes on with what it had begun, until the browser ends it. */
  goesOn: boolean;
  /** Whether 'lean' holds large images too. */
  canSeeSizes: boolean;
  /** Wire bytes of the site in the plan's current period, and of all sites. */
  cost: { site: number; all: number };
  /** Wire bytes of the site in a usual minute of its use; `null` where it was never used. */
  perMinute: number | null;
};
