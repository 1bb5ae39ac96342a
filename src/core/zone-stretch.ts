/** A zone between two changes of its clock, epoch ms: `until` is no part of it. */
export type ZoneStretch = {
  from: number;
  until: number;
  /** Its clock's lead over UTC, ms. */
  offset: number;
  /** Its short name then: `HKT`, `CET`. */
  label: string;
};
