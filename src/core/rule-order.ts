/**
 * Which of our rules wins where several match: the one with the higher priority. The rule that sets
 * `Timing-Allow-Origin` (public/rules/precision.json) stands above all of them, because a rule that lets a request
 * through would otherwise keep it from being measured.
 */
export const PRIORITY = {
  lean: 1,
  embeds: 10,
  allowList: 10,
  paused: 20,
  hidden: 30,
  /** A site that is open once in a tab; its large files still ask. */
  once: 50,
  guard: 60,
  /** One address that was asked for and answered. */
  address: 70,
} as const;

/** Ids of the rules that outlive the browser's session. Each list of sites is one rule, however long it grows. */
export const LASTING_ID = {
  pausedPages: 1,
  pausedRest: 2,
  embeds: 3,
  onlyPages: 4,
  onlyRest: 5,
  lean: 10,
  guardPages: 30,
  guardRest: 31,
} as const;

/** Ids of the session's rules; each pass takes two, from `passes` on. */
export const SESSION_ID = {
  pausedWorkers: 1,
  onlyWorkers: 2,
  hidden: 3,
  freshPages: 4,
  freshRest: 5,
  kept: 6,
  passes: 1000,
} as const;

/** The condition that spares pages themselves: they are redirected to the held page by rules of their own. */
export const NOT_PAGES: { excludedResourceTypes: string[] } = { excludedResourceTypes: ['main_frame'] };
