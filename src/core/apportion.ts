import { EMPTY_CELL, type Cell } from './cell.ts';

const FIELDS = ['down', 'up', 'low', 'high', 'measured', 'requests'] as const;

/**
 * Divides a cell among parts by their weights, in whole numbers that sum to it exactly (cumulative rounding). Where no
 * part has any weight the last takes all.
 */
export function apportion(total: Readonly<Cell>, weights: readonly number[]): Cell[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((): Cell => ({ ...EMPTY_CELL }));
  for (const field of FIELDS) {
    let reached = 0;
    let given = 0;
    parts.forEach((part, i) => {
      reached += weights[i]!;
      const share = i === parts.length - 1 ? 1 : sum > 0 ? reached / sum : 0;
      const upTo = Math.round(total[field] * share);
      part[field] = upTo - given;
      given = upTo;
    });
  }
  return parts;
}
