/** A calendar day as it is written; what the text leaves out is absent. Nothing is checked yet. */
export type WrittenDay = {
  year?: number;
  month?: number;
  day?: number;
  /** `11/09/2026`: which of the two is the day depends on where it was written. */
  isDayFirstAGuess?: true;
  /** Relative to today: −1 is yesterday. */
  daysFromToday?: number;
  /** Relative to this month: −1 is last month. */
  monthsFromNow?: number;
  isMonthEnd?: true;
};

/** A time of day as it is written; 24:00 is allowed, and is the next midnight. */
export type WrittenClock = { hour: number; minute: number; second: number; offsetMinutes?: number };

/** A point in time in a message. */
export type Stamp = {
  day?: WrittenDay;
  clock?: WrittenClock;
  /** So few marks of a date that only a word such as 'until' right before it makes it one. */
  isFaint: boolean;
};

/** What was read, and at which token what follows begins; `isFaint`: it may as well be something else. */
export type Found<T> = { value: T; end: number; isFaint?: boolean };
