import type { PlanStatus } from './contract.ts';
import type { ZoneStretch } from './zone-stretch.ts';

/** One row of the popup's list of sites. */
export type PopupSite = {
  /** `''` is traffic that belongs to no site, `'(private)'` all private windows together. */
  site: string;
  bytes: number;
  low: number;
  high: number;
  /**
   * Bytes by calendar day (plan's zone) since the period began, today last; where a period is a day or less, of up to
   * seven days of the plan. Empty while not metered.
   */
  days: number[];
  held: boolean;
};

/**
 * All that the popup shows, computed in one place by the background and sent over its port; the last one is kept in
 * `storage.session`, so that the popup paints before the worker has woken.
 */
export type PopupView = {
  /** The instant it was computed for. */
  at: string;
  metered: boolean;
  /** Since when it is not metered; `null` while metered. */
  unmeteredSince: string | null;
  /** `null`: no plan is active. */
  status: PlanStatus | null;
  plans: { id: string; name: string }[];
  /** What the rows of `sites` sum over: the plan's period, the time since the switch was turned off, or all so far. */
  scope: 'period' | 'unmetered' | 'all';
  /** Wire bytes of the scope, with their 90 % interval. */
  total: { bytes: number; low: number; high: number };
  /** Heaviest first, five at most. */
  sites: PopupSite[];
  siteCount: number;
  /** Whether only chosen sites may use data now; `null`: no plan is active that could have a list. */
  only: boolean | null;
  /** Little is left and sites still load in full: 'lean everywhere' may be offered. */
  offersLean: boolean;
  /** When counting began on this device; `null` before the first transfer. */
  countingSince: string | null;
  /** Metered bytes that belong to no plan since the active one ended; 0 while it runs. */
  afterEnd: number;
  /** Bytes of each of the last 60 seconds, oldest first. */
  perSecond: number[];
  /** The clock of the plan's zone for more than a year around `at`; left out where no plan is active. */
  zone?: ZoneStretch[];
  /** What can go wrong without the metering stopping. */
  trouble: {
    storage: string | null;
    hostAccess: boolean;
    /** What was saved before does not open; what is counted now is saved beside it. */
    isAside?: true;
  };
};

/** This tab's own use, asked for apart because it depends on which window the popup stands over. */
export type TabUse = { site: string; bytes: number };
