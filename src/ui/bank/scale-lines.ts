/** Heights of marks in a box of 5. */
const [MINOR, MAJOR] = [3, 5];

/**
 * All marks of a scale as one path in a box of 100 × 5: a popup draws them before it is seen, and one path is there
 * sooner than twenty boxes.
 *
 * @param ticks each `at` 0…1 from the left
 * @param hasEnd the right end has a mark of its own
 */
export function scaleLines(ticks: readonly { at: number; major: boolean }[], hasEnd: boolean): string {
  const all = hasEnd ? [...ticks.filter(({ at }) => at < 1 - 1e-6), { at: 1, major: true }] : ticks;
  return all.map(({ at, major }) => `M${Math.round(at * 100_000) / 1000} 0V${major ? MAJOR : MINOR}`).join('');
}
