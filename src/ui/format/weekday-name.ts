import type { Voice } from '../wording/voice.ts';

/** A weekday's short name, as on axes; 0 = Sunday. */
export const weekdayName = (weekday: number, { words }: Voice): string =>
  words.axisDay({ year: 0, month: 1, day: 1, hour: 0, minute: 0, weekday }).name;
