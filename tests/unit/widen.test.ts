import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { sumSlots } from '../../src/storage/read-slots.ts';
import { widen } from '../../src/storage/widen.ts';
import { postingArbitrary } from './support/cells.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const DAY_MS = 86_400_000;
const at = fc.integer({ min: NOON, max: NOON + DAY_MS });
const posting = fc
  .tuple(postingArbitrary(), at, fc.integer({ min: 0, max: DAY_MS }), fc.constantFrom('none', 'unmetered'))
  .map(([one, from, length, owner]): Posting => ({
    ...one,
    owner,
    slot: length % 2 ? slotAt(from) : { from, to: from + SLOT_MS + length },
  }));

it('a range is widened so that it cuts no counted slot, and no further', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(posting, { maxLength: 12 }), at, at, async (postings, a, b) => {
      freshStorage();
      const database = await openDatabase();
      await addBatch(database, { run: 'run', batch: 1, at: NOON, postings, opened: [], closed: [] });
      const counts = (owner: string) => owner !== 'unmetered';
      const asked = { from: Math.min(a, b), to: Math.max(a, b) + 1 };
      // Requests the range that a sum covers until it stays the same: the slow way.
      let slow = asked;
      for (let before = null; JSON.stringify(before) !== JSON.stringify(slow);) {
        before = slow;
        const { from, to } = await sumSlots(database, slow.from, slow.to, counts);
        slow = { from, to };
      }
      expect(await widen(database, asked.from, asked.to, counts)).toEqual(slow);
    }),
    { numRuns: 60 },
  );
});
