import type { Role } from './claim.ts';
import { isLabel, type Item, type Label } from './item.ts';
import type { Meaning } from './meaning.ts';

/** A label that names a figure; the less it says so outright, the more it costs to believe it. */
export type RoleLabel = { label: Label; role: Role; isSpent: boolean; cost: number };

const ROLES: [Meaning, Role, number][] = [
  ['used', 'used', 0],
  ['left', 'left', 0],
  ['spent', 'used', 0],
  ['whole', 'whole', 1],
  ['reached', 'used', 1.5],
  ['usage', 'used', 3],
  ['quota', 'whole', 4],
  ['have', 'left', 4.5],
];

/** From this cost on a label is a guess that any outright one beats. */
export const WEAK_COST = 1.2;

/** @returns `null` where the item names no figure */
export function roleLabel(item: Item): RoleLabel | null {
  const found = ROLES.find(([meaning]) => isLabel(item, meaning));
  if (found === undefined || item.kind !== 'label') return null;
  return { label: item, role: found[1], isSpent: found[0] === 'spent', cost: found[2] };
}
