import type { Owner } from './schema.ts';

/** Where the first slot from `from` on begins, epoch ms; `null` where there is none. */
export async function readFirstSlot(
  transaction: {
    objectStore(name: 'slots' | 'brought'): {
      getAllKeys(range: IDBKeyRange, count: number): Promise<([number, Owner] | [number, Owner, number])[]>;
    };
  },
  from: number,
): Promise<number | null> {
  const range = IDBKeyRange.lowerBound([from]);
  const keys = await Promise.all([
    transaction.objectStore('slots').getAllKeys(range, 1),
    transaction.objectStore('brought').getAllKeys(range, 1),
  ]);
  const firsts = keys.flatMap((found) => found.map(([first]) => first));
  return firsts.length === 0 ? null : Math.min(...firsts);
}
