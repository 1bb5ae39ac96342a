/** One of the extension's own errors. Its words name no site: see `withoutNames`. */
export type LoggedError = {
  /** ISO 8601, of the last time. */
  at: string;
  /** Which part noticed it. */
  where: string;
  what: string;
  /** How often it came in a row. */
  times: number;
};

/** What somebody who reports a fault may pass on: how the extension is set up and what went wrong, and no site. */
export type Diagnostics = {
  version: string;
  browser: string;
  at: string;
  metered: boolean;
  /** `null`: no plan is active. Its allowances each as `resets/after`. */
  plan: { validity: string; allowances: string[] } | null;
  plans: number;
  hostAccess: boolean;
  /** What is wrong with the database; `null` while all is well. */
  storage: string | null;
  /** Oldest first. */
  errors: LoggedError[];
};
