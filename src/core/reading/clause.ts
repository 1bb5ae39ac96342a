import type { Item } from './item.ts';

/** What stands between two breaks. */
export type Clause = {
  items: Item[];
  /** Of the break before it: 0 at the very beginning, 1 a comma, 2 a sentence's end, 3 a line's. */
  weight: 0 | 1 | 2 | 3;
};

/** More items than any clause has; what is longer is cut, so that work on one clause stays small. */
const MOST_ITEMS = 64;

/** Empty clauses are left out; of several breaks in a row the heaviest counts. */
export function clausesOf(items: readonly Item[]): Clause[] {
  const clauses: Clause[] = [];
  let open: Clause = { items: [], weight: 0 };
  for (const item of items) {
    if (item.kind !== 'break') {
      if (open.items.length === MOST_ITEMS) {
        clauses.push(open);
        open = { items: [], weight: 2 };
      }
      open.items.push(item);
      continue;
    }
    if (open.items.length > 0) {
      clauses.push(open);
      open = { items: [], weight: item.weight };
    } else if (clauses.length > 0 && item.weight > open.weight) {
      open.weight = item.weight;
    }
  }
  return open.items.length > 0 ? [...clauses, open] : clauses;
}
