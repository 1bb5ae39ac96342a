/**
 * Patterns that match just the Content-Lengths up to `bytes`, for declarativeNetRequest's conditions on headers.
 *
 * Its `?` stands for one character or none and its `*` for any number, so 'more than N' can only be said as 'none of
 * those up to N': all that have fewer digits, then, digit by digit, those that begin as N does and go on lower, and N
 * itself.
 *
 * @param bytes a whole number, at least 1
 */
export function lengthPatterns(bytes: number): string[] {
  const digits = String(Math.floor(bytes));
  const patterns = digits.length > 1 ? ['?'.repeat(digits.length - 1)] : [];
  for (let place = 0; place < digits.length; place++) {
    const rest = '?'.repeat(digits.length - place - 1);
    // A leading zero is never written, but where it is all there is.
    for (let lower = place === 0 && digits.length > 1 ? 1 : 0; lower < Number(digits[place]); lower++)
      patterns.push(digits.slice(0, place) + String(lower) + rest);
  }
  return [...patterns, digits];
}
