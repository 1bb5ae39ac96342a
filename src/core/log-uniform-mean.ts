/** The mean of a log-uniform distribution between two bounds. */
export const logUniformMean = (low: number, high: number): number =>
  low > 0 && high > low ? (high - low) / Math.log(high / low) : high;
