/** Values of a scale's lines: three to five multiples of 1, 2, 4 or 5 × 10ⁿ up to `most`, without 0. */
export function niceLines(most: number): number[] {
  if (!(most > 0)) return [];
  const decade = 10 ** Math.floor(Math.log10(most / 3));
  const step = [1, 2, 4, 5, 10].map((factor) => factor * decade).find((one) => most / one < 5.5) ?? 10 * decade;
  const lines: number[] = [];
  // Multiplying the step, rather than adding it up, avoids labels such as 0.30000000000000004.
  for (let i = 1; i * step <= most * (1 + 1e-9); i++) lines.push(Number((i * step).toPrecision(6)));
  return lines;
}

/** The decimals of the lines' labels: as many as the first line, which is the step, needs. */
export function lineDecimals(lines: readonly number[]): number {
  const step = lines[0] ?? 1;
  return Number.isInteger(step) ? 0 : Number.isInteger(Number((step * 10).toPrecision(6))) ? 1 : 2;
}
