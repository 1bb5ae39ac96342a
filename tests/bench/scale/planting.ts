import { FOLD_AFTER_MS } from '../../../src/core/fold-key.ts';
import { keepFolded } from '../../../src/storage/fold.ts';
import { addBatch, type Posting } from '../../../src/storage/ledger.ts';
import { openDatabase } from '../../../src/storage/open-database.ts';
import { changeSettings, savePlan } from '../../../src/storage/plan-store.ts';
import { summarise } from '../../../src/storage/summarise.ts';
import { heavyUse } from './heavy-use.ts';

/** Cells written in one transaction. */
const CELLS_AT_ONCE = 40_000;

/**
 * Writes heavy use during `days` days up to `now` (epoch ms) into the extension's database, with the extension's own
 * code: as a monthly plan that has run all the time leaves it, folded and summarised. Runs inside one of its pages.
 *
 * @returns how many slots and cells there are
 */
export async function plantHeavyUse(days: number, now: number): Promise<{ slots: number; cells: number }> {
  const database = await openDatabase();
  let batch = 0;
  let postings: Posting[] = [];
  const sum = { slots: 0, cells: 0 };
  let first = now;
  const write = async () => {
    await addBatch(database, { run: 'planted', batch: ++batch, at: now, postings, opened: [], closed: [] });
    postings = [];
  };
  for (const { from, to, rows } of heavyUse(days, now)) {
    first = Math.min(first, from);
    for (const row of rows) postings.push({ slot: { from, to }, owner: 'plan:heavy', ...row });
    sum.slots++;
    sum.cells += rows.length;
    if (postings.length > CELLS_AT_ONCE) await write();
  }
  await write();
  await savePlan(
    database,
    {
      id: 'heavy',
      name: 'Home',
      timeZone: 'Asia/Hong_Kong',
      unit: 1000,
      activatedAt: new Date(first).toISOString(),
      validity: { kind: 'months', billingDay: 1 },
      allowances: [
        { id: 'main', label: 'Data', bytes: 5e11, resets: { every: 'month', day: 1 }, after: { kind: 'cut' } },
      ],
    },
    first,
  );
  await changeSettings(database, { active: 'heavy', countingSince: first });
  const folded = { hours: now - FOLD_AFTER_MS.hours, days: now - FOLD_AFTER_MS.days };
  await keepFolded(database, folded);
  await summarise(database, folded.days - 25 * 3_600_000, now - 2 * 86_400_000);
  database.close();
  return sum;
}
