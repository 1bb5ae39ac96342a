/** A mark on the bottom edge; `at`: 0…1 from the left; `value`: its label, in the scale's unit, `null` for none. */
export type ScaleTick = { at: number; major: boolean; value: number | null };

/** The share of the scale that the label at the right end takes. */
const END_ROOM = 0.16;

/**
 * Marks at multiples of 1, 2 or 5 × 10ⁿ: of these steps the finest that gives at most twenty marks. The right end's
 * label is not among them.
 *
 * @param total in the scale's unit
 */
export function scaleTicks(total: number): ScaleTick[] {
  if (!(total > 0)) return [];
  const { step, perMajor } = stepFor(total);
  const ticks: ScaleTick[] = [];
  // Multiplying the step, rather than adding it up, avoids labels such as 0.30000000000000004.
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
