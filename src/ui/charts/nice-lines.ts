/** Where a scale's lines lie: steps of 1, 2, 4 or 5 × 10ⁿ, three to five of them up to `most`; 0 is not among them. */
export function niceLines(most: number): number[] {
  if (!(most > 0)) return [];
  const decade = 10 ** Math.floor(Math.log10(most / 3));
  const step = [1, 2, 4, 5, 10].map((factor) => factor * decade).find((one) => most / one < 5.5) ?? 10 * decade;
  const lines: number[] = [];
  // Counting steps rather than adding them up keeps 0.1 + 0.2 out of the labels.
  for (let i = 1; i * step <= most * (1 + 1e-9); i++) lines.push(Number((i * step).toPrecision(6)));
  return lines;
}

/** The lines' labels share their decimals: as many as the first one, which is the step, needs. */
export function lineDecimals(lines: readonly number[]): number {
  const step = lines[0] ?? 1;
  return Number.isInteger(step) ? 0 : Number.isInteger(Number((step * 10).toPrecision(6))) ? 1 : 2;
}
