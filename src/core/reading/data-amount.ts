/** A unit of data as a power of the carrier's 1000 or 1024: B 0, KB 1, MB 2, GB 3, TB 4. */
export type Power = 0 | 1 | 2 | 3 | 4;

/** An amount of data as it is written, `9G721.29M` in two parts: how many bytes it is depends on the carrier's unit. */
export type DataAmount = {
  parts: { value: number; power: Power }[];
  /** What the last digit written is worth. */
  step: { value: number; power: Power };
  /** Written in KiB, MiB, GiB: there is nothing to choose. */
  isBinary: boolean;
};

/**
 * The one place for what a unit means: with 1000, MB is 10⁶ bytes and GB 10⁹; with 1024, MB is 1 048 576 bytes and GB
 * 1024 MB.
 */
const scale = (power: Power, unit: 1000 | 1024): number => unit ** power;

/** Bytes, not rounded. */
export const exactBytes = ({ parts }: DataAmount, unit: 1000 | 1024): number =>
  parts.reduce((sum, { value, power }) => sum + value * scale(power, unit), 0);

/** What the last digit is worth, bytes. */
export const stepBytes = ({ step }: DataAmount, unit: 1000 | 1024): number => step.value * scale(step.power, unit);

/** A sum is as fine as its coarsest term. */
export function sumAmounts(amounts: readonly DataAmount[]): DataAmount {
  const coarsest = amounts
    .map(({ step }) => step)
    .reduce((a, b) => (b.value * 1000 ** b.power > a.value * 1000 ** a.power ? b : a));
  return {
    parts: amounts.flatMap(({ parts }) => parts),
    step: coarsest,
    isBinary: amounts.every(({ isBinary }) => isBinary),
  };
}
