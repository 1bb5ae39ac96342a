/** By linear interpolation. @param {number[]} values @param {number} q 0…1 */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? NaN;
  return low + ((sorted[Math.ceil(at)] ?? NaN) - low) * (at % 1);
}

/** @param {number} value @param {number} digits */
export const round = (value, digits) => Number(value.toFixed(digits));

/** Median and quartiles of paired ratios. @param {number[]} over @param {number[]} under */
export function ratioOf(over, under) {
  const ratios = over.map((value, n) => value / (under[n] ?? NaN));
  return {
    median: round(quantile(ratios, 0.5), 3),
    quartiles: [round(quantile(ratios, 0.25), 3), round(quantile(ratios, 0.75), 3)],
  };
}
