import type { Hold } from './contract.ts';
import type { HoldSettings, Trigger } from './hold-book.ts';
import type { LargeFile } from './large-file.ts';

/** One hold in the dashboard's list. */
export type HoldRow = {
  hold: Hold;
  setAt: string;
  plan: string | null;
  embeds: boolean;
  /** `counting`: its cap is not reached. `open`: let through until `openUntil`. `rests`: not on this plan. */
  state: 'held' | 'counting' | 'open' | 'rests';
  openUntil: string | null;
  /** It is held, but a worker of it that belongs to no tab goes on with what it had begun. */
  goesOn: boolean;
  /** Wire bytes since midnight in the plan's zone. */
  usedToday: number;
  /** An estimate of what it has saved; `null`: unknown. */
  saved: number | null;
};

/** All that the dashboard shows of holds. */
export type HoldsView = {
  at: string;
  metered: boolean;
  plan: { id: string; name: string; timeZone: string; unit: 1000 | 1024 } | null;
  plans: { id: string; name: string }[];
  /** Newest first. */
  holds: HoldRow[];
  settings: HoldSettings;
  /** Triggers whose reason exists now. */
  armed: Trigger[];
  /**
   * What acts on all sites now, by its key (see `actingSince`), and an estimate of what it has saved; `null`: unknown.
   */
  acts: { act: string; saved: number | null }[];
  /** Tabs that nobody looks at and that load nothing now. */
  resting: number;
  /** Responses that the guard has held and that wait for an answer, newest first. */
  large: readonly LargeFile[];
  /** Whether this browser's rules can look at a response's head; if not, no size is known beforehand. */
  canSeeSizes: boolean;
};
