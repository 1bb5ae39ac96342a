import { SLOT_MS } from '../core/slot.ts';
import type { Database } from './open-database.ts';
import { dropSummaries } from './summary.ts';

/**
 * Ends the slots at `at` (epoch ms) that are under way then: what they hold had come before, and would otherwise be taken
 * to come evenly until their end.
 *
 * @throws the transaction's error; nothing was changed then.
 */
export async function closeSlots(database: Database, at: number): Promise<void> {
  const transaction = database.transaction(['slots', 'summaries'], 'readwrite');
  const slots = transaction.objectStore('slots');
  const around = IDBKeyRange.bound([at - SLOT_MS], [at], false, true);
  const open = (await slots.getAll(around)).filter(({ from, to }) => from < at && to > at);
  const closed = open.map((slot) => slots.put({ ...slot, to: at }));
  const dropped = dropSummaries(
    transaction.objectStore('summaries'),
    open.map(({ from }) => from),
  );
  await Promise.all([...closed, dropped, transaction.done]);
}
