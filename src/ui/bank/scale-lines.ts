/** Heights of the marks in a box 5 high. */
const [MINOR, MAJOR] = [3, 5];

/**
 * All marks of a scale as one path in a 100 × 5 box. The popup draws them before its first paint, and one path is
 * faster than twenty elements.
 *
 * @param ticks `at`: 0…1 from the left
 * @param hasEnd whether the right end has a mark of its own
 */
export function scaleLines(ticks: readonly { at: number; major: boolean }[], hasEnd: boolean): string {
  const all = hasEnd ? [...ticks.filter(({ at }) => at < 1 - 1e-6), { at: 1, major: true }] : ticks;
  return all.map(({ at, major }) => `M${Math.round(at * 100_000) / 1000} 0V${major ? MAJOR : MINOR}`).join('');
}
