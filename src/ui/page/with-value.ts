/** The usual choices and the one that is set, which may be no usual one; ascending. */
export const withValue = (usual: readonly number[], value: number): number[] =>
  [...new Set([...usual, value])].sort((a, b) => a - b);
