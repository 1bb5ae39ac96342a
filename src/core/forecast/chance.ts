/**
 * Random numbers that depend on nothing but where they are used: the same path, day and purpose always draw the same.
 * A forecast made a minute later therefore differs by what was learned in that minute, not by luck, and the same data
 * give the same forecast on every machine. Two rounds of the 32-bit finaliser 'lowbias32'
 * (https://nullprogram.com/blog/2018/07/31/).
 *
 * @returns evenly distributed in 0…1, both ends excluded
 */
export function chance(path: number, day: number, purpose: number): number {
  return (mix(mix(path + 0x9e3779b9 * purpose) ^ Math.imul(day, 0x85ebca6b)) + 0.5) / 2 ** 32;
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/**
 * The standard normal value below which a share `p` (0…1, ends excluded) lies. P. J. Acklam's rational approximation,
 * relative error under 1.2e-9.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return (
      (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r -
      3.066479806614716e1) *
      r +
      2.506628277459239) *
      q) /
    (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r -
      1.328068155288572e1) *
      r +
      1)
  );
}
