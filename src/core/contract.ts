/**
 * The shapes that others rely on: replies of the extension's messages, archives, and the pure functions' arguments.
 * They are fixed; whoever changes one breaks a script somewhere.
 *
 * Bytes are wire bytes (what a carrier counts) unless said otherwise. Instants are ISO 8601 strings.
 */

/** What a set of transfers cost. */
export type Count = {
  /** Wire bytes received. */
  down: number;
  /** Wire bytes sent. */
  up: number;
  /** Lower end of the 90 % interval of `down + up`. */
  low: number;
  /** Upper end of the 90 % interval of `down + up`. */
  high: number;
  /** 0…1: the share of the bytes with exact, declared or observed evidence. */
  measured: number;
  /** Transfers that cost something on the wire. */
  requests: number;
};

/** What one host of a site has served. */
export type HostCount = Count & { host: string };

/** Site `''` belongs to no site; `'(private)'` is all private windows together, hosts left empty. */
export type SiteCount = Count & { site: string; hosts: HostCount[]; kinds: Record<string, Count> };

/** Sites are sorted heaviest first and sum to `total`. */
export type Report = { version: 1; from: string; to: string; total: Count; sites: SiteCount[] };

/** How long a plan runs, from `activatedAt`. */
export type Validity =
  /** `calendar`: day 1 is the day of activation; `hours`: N × 24 h. */
  | { kind: 'days'; days: number; clock: 'calendar' | 'hours' }
  /** Renews on that day of the month, or on the month's last. */
  | { kind: 'months'; billingDay: number }
  | { kind: 'open' };

/** When an allowance is full again. */
export type Resets =
  | { every: 'never' }
  /** `at` is a wall-clock time `HH:MM`, in `timeZone` or the plan's. */
  | { every: 'day'; at: string; timeZone?: string | undefined }
  | { every: '24h' }
  | { every: 'days'; days: number }
  | { every: 'month'; day: number };

/**
 * What happens when an allowance is used up. `kbps`: kbit/s; `perMB` and `dailyCap` in `currency` (ISO 4217), MB of
 * the plan’s unit.
 */
export type After =
  | { kind: 'throttle'; kbps: number }
  | { kind: 'charge'; perMB: number; currency: string; dailyCap?: number | undefined }
  | { kind: 'cut' };

/** A quota of a plan, with rules of its own. */
export type Allowance = {
  id: string;
  label: string;
  /** `null`: unlimited. */
  bytes: number | null;
  resets: Resets;
  /** Only these sites draw on it. */
  sites?: string[] | undefined;
  /** Only between these wall-clock times (`HH:MM`); may pass midnight. */
  hours?: { from: string; to: string } | undefined;
  /** A top-up's own life. */
  from?: string | undefined;
  until?: string | undefined;
  rollover?: 'once' | undefined;
  /** Zero-rated: counted, never charged to another allowance. */
  free?: true | undefined;
  after: After;
  /** The user's own draw-down order; lower first. */
  order?: number | undefined;
};

/**
 * When the user is told: `total` and `today` in per cent of the whole and of today’s share, `expiryHours` before the
 * end; `quiet`: wall-clock times (`HH:MM`) of the plan’s zone.
 */
export type PlanAlerts = {
  total: number[];
  today: number[];
  expiryHours: number[];
  quiet?: { from: string; to: string } | undefined;
};

/** What was bought. All instants are ISO 8601. */
export type Plan = {
  id: string;
  name: string;
  carrier?: string | undefined;
  /** IANA zone; whose midnight counts. */
  timeZone: string;
  /** MB per GB at this carrier. */
  unit: 1000 | 1024;
  activatedAt: string;
  validity: Validity;
  allowances: Allowance[];
  price?: { amount: number; currency: string } | undefined;
  alerts?: PlanAlerts | undefined;
};

/** How a plan stands: what its allowances make of general traffic now. */
export type PlanState = 'not-started' | 'active' | 'throttled' | 'charging' | 'cut' | 'expired';

/**
 * One allowance in its own period. Bytes; `remaining` is `null` where it is unlimited, `periodEnd` where it never
 * resets.
 */
export type AllowanceStatus = {
  id: string;
  used: number;
  remaining: number | null;
  periodStart: string;
  periodEnd: string | null;
};

/** How the period goes on, as the tenth, the middle and the ninetieth of a hundred futures. */
export type Forecast = {
  method: string;
  /** Bytes a day. */
  perDay: number;
  /** Bytes used when the period ends; `null` where there is no end. */
  atEnd: { p10: number; p50: number; p90: number } | null;
  /** `null`: it lasts. `p90: null`: one future in ten lasts. */
  runsOutAt: { p10: string; p50: string; p90: string | null } | null;
};

/**
 * A plan at one instant (`at`). Bytes, ISO 8601 instants; `endsAt` is `null` where the plan is open, `remaining`
 * where nothing limits it.
 */
export type PlanStatus = {
  at: string;
  plan: Plan;
  state: PlanState;
  startsAt: string;
  endsAt: string | null;
  /** Over all allowances that general traffic can draw on, this period. */
  used: number;
  remaining: number | null;
  allowances: AllowanceStatus[];
  /** `share`: what may be used today and still last. */
  today: { start: string; end: string; used: number; share: number | null };
  forecast: Forecast;
  /** The last reading's figure − ours: traffic outside this browser. */
  outside: number | null;
  cost?: { amount: number; currency: string } | undefined;
};

/** All plans, in the order they were added, and the id of the active one; `null`: none is. */
export type PlanList = { plans: Plan[]; active: string | null };

/**
 * What a carrier says. Bytes; `asOf`: the instant it is true for, `null` where it does not say; what is absent it
 * does not say.
 */
export type Reading = {
  asOf: string | null;
  used?: number | undefined;
  remaining?: number | undefined;
  total?: number | undefined;
  percentUsed?: number | undefined;
  exhausted?: true | undefined;
  unit: 1000 | 1024 | null;
  scope: 'general' | 'other';
  validUntil?: string | undefined;
  source: 'sms' | 'app' | 'manual';
  text?: string | undefined;
};

/** A rule that keeps a site back. `until`: ISO 8601, absent: without an end; `bytesPerDay`: of `capped` only. */
export type Hold = {
  site: string;
  mode: 'paused' | 'lean' | 'capped';
  until?: string | undefined;
  bytesPerDay?: number | undefined;
  reason?: 'user' | 'threshold' | undefined;
};

/** Usage of one slot of time, as an archive has it: a site's traffic with one host, of one kind. */
export type ArchivedUsage = Count & {
  from: string;
  to: string;
  /** `null`: not metered; `''`: metered before any plan existed. */
  plan: string | null;
  site: string;
  host: string;
  kind: string;
};

/** All that was counted and set. Readings that were taken back are not in it. */
export type Archive = {
  format: 'datagauge-archive';
  version: 1;
  exportedAt: string;
  plans: Plan[];
  active: string | null;
  readings: { plan: string; reading: Reading }[];
  holds: ArchivedHold[];
  usage: ArchivedUsage[];
};

/** A hold with what only the extension's own pages set: the plan it belongs to, and that others may not embed it either. */
export type ArchivedHold = Hold & { plan?: string | undefined; embeds?: true | undefined };

/** What came of an archive: entries that are new here, and those that were here already. */
export type Imported = { added: number; kept: number };

/** Why something was not done: the bad field’s name and what is wrong with it. Nothing has changed then. */
export type Refusal = { error: string };

/** A row of usage as the pure functions take it: bytes spread evenly over `from`…`to`. */
export type Usage = { from: string; to: string; site: string; bytes: number };
