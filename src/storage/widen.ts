import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { Database } from './open-database.ts';
import { readBoth } from './read-slots.ts';
import type { Owner } from './schema.ts';

/**
 * The range from `from` to `to` (epoch ms), widened so that it cuts no slot of the owners that count. Reads few slots,
 * where a sum that turns out to cut some would have to be computed again.
 */
export async function widen(
  database: Database,
  from: number,
  to: number,
  counts: (owner: Owner) => boolean,
): Promise<{ from: number; to: number }> {
  const transaction = database.transaction(['slots', 'brought']);
  /** Slots that contain an instant. */
  const around = async (at: number) => {
    const slots = await readBoth(transaction, at - LONGEST_SLOT_MS, at);
    return slots.filter((slot) => slot.to > at && counts(slot.owner));
  };
  let [first, last] = [from, to];
  for (;;) {
    const [before, after] = await Promise.all([around(first), around(last)]);
    if (before.length + after.length === 0) return { from: first, to: last };
    first = Math.min(first, ...before.map((slot) => slot.from));
    last = Math.max(last, ...after.map((slot) => slot.to));
  }
}
