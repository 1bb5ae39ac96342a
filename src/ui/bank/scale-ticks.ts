/** Marks on the bottom edge, 0…1 from the left. `value` is in the scale's unit, `null` where no label stands. */
export type ScaleTick = { at: number; major: boolean; value: number | null };

/** How much room the label at the right end takes, as a share of the scale. */
const END_ROOM = 0.16;

/**
 * Steps of 1, 2 or 5 × 10ⁿ, the finest with at most twenty, so that there are ten to twenty where the total allows
 * it. The label of the right end is not among them.
 *
 * @param total in the scale's unit
 */
export function scaleTicks(total: number): ScaleTick[] {
  if (!(total > 0)) return [];
  const { step, perMajor } = stepFor(total);
  const ticks: ScaleTick[] = [];
  // Counting steps rather than adding them up keeps 0.1 + 0.2 out of the labels.
  for (let i = 0; i * step <= total * (1 + 1e-9); i += 1) {
    const at = (i * step) / total;
    const major = i % perMajor === 0;
    ticks.push({ at, major, value: major && at < 1 - END_ROOM ? Number((i * step).toPrecision(6)) : null });
  }
  return ticks;
}

function stepFor(total: number): { step: number; perMajor: number } {
  const decade = 10 ** Math.floor(Math.log10(total / 20));
  for (const [factor, perMajor] of [
    [1, 5],
    [2, 5],
    [5, 2],
  ] as const) {
    if (total / (factor * decade) <= 20 * (1 + 1e-9)) return { step: factor * decade, perMajor };
  }
  return { step: 10 * decade, perMajor: 5 };
}
