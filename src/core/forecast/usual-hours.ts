import { ASSUMPTIONS } from './assumptions.ts';

// Share of a day's traffic by local hour, per cent: the shape that exchange points publish (a trough before dawn, a
// plateau through the afternoon, a peak at nine in the evening).
// prettier-ignore
const PEAKS = [2.6, 1.5, 0.9, 0.6, 0.5, 0.6, 1.2, 2.4, 3.4, 4.0, 4.3, 4.6, 5.0, 4.9, 4.7, 4.7, 4.9, 5.3, 5.8, 6.4, 7.0, 7.2, 6.6, 4.6];
const TOTAL = PEAKS.reduce((sum, share) => sum + share, 0);

/** Hours by which somebody's day may lie behind (or, below 0, before) the usual one. */
const SHIFTS = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8];

/** Share of an average day's use that falls in a local hour (0…23) of somebody who lives `lateHours` late. */
export function usualShare(hour: number, lateHours = 0): number {
  const { evenHours } = ASSUMPTIONS;
  return (1 - evenHours) * ((PEAKS[(hour - lateHours + 24) % 24] as number) / TOTAL) + evenHours / 24;
}

/**
 * The 24 shares assumed for this user: the usual day, moved to when they seem to live it. Early risers and night owls
 * differ less in the day's shape than in its place, and one night of use tells that its owner will not go on like that
 * all day.
 *
 * @param used use by local hour, in any unit
 * @param seen hours that each was observed for
 */
export function supposedHours(used: readonly number[], seen: readonly number[]): number[] {
  const { lateSpread, hoursEvidence } = ASSUMPTIONS;
  const all = used.reduce((a, b) => a + b, 0);
  const evidence = all > 0 ? (hoursEvidence * seen.reduce((a, b) => a + b, 0)) / 24 / all : 0;
  const logs = SHIFTS.map((late) => {
    const open = seen.reduce((sum, hours, hour) => sum + hours * usualShare(hour, late), 0);
    const fit = used.reduce(
      (sum, bytes, hour) => (bytes > 0 ? sum + bytes * Math.log(usualShare(hour, late) / open) : sum),
      0,
    );
    return evidence * fit - (late / lateSpread) ** 2 / 2;
  });
  const best = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - best));
  const weight = weights.reduce((a, b) => a + b, 0);
  return Array.from(PEAKS, (_, hour) =>
    SHIFTS.reduce((sum, late, index) => sum + ((weights[index] as number) / weight) * usualShare(hour, late), 0),
  );
}
