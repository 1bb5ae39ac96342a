import { DAY_MS } from '../core/duration.ts';
import type { DamagedSlot } from '../core/stop.ts';
import type { Database } from './open-database.ts';
import { openPacked } from './packed-rows.ts';
import { readFirstSlot } from './read-first-slot.ts';
import { readBoth } from './read-slots.ts';

/** The range of the ledger that is read at a time. */
const STRETCH_MS = 32 * DAY_MS;

/** Finds all damaged slots of the ledger, which no answer includes; in order of time. */
export async function readDamaged(database: Database): Promise<DamagedSlot[]> {
  const damaged: DamagedSlot[] = [];
  for (let end = 0; ;) {
    const transaction = database.transaction(['slots', 'brought']);
    const first = await readFirstSlot(transaction, end);
    if (first === null) return damaged;
    end = first + STRETCH_MS;
    for (const { from, to, packed } of await readBoth(transaction, first, end))
      if (!openPacked(packed)) damaged.push({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  }
}
