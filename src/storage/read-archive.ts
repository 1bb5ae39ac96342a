import { archiveDigest } from '../core/archive-digest.ts';
import { isEmptyCell } from '../core/cell.ts';
import type { Archive } from '../core/contract.ts';
import { archivedHold } from '../core/hold-book.ts';
import { addToRows, eachRow, mergeRows } from '../core/ledger-rows.ts';
import { epochMs } from '../core/epoch-ms.ts';
import { archivedUsage } from './archive-row.ts';
import { keepArchiveMark } from './bring-usage.ts';
import type { Posting } from './ledger.ts';
import { readNames } from './name-table.ts';
import type { Database } from './open-database.ts';
import { readBoth } from './read-slots.ts';
import type { SlotRecord } from './schema.ts';
import { unpackRows } from './unpack-rows.ts';

const STORES = ['slots', 'brought', 'names', 'plans', 'readings', 'holds', 'settings'] as const;

/**
 * A consistent snapshot of all that a database holds, except for damaged slots: see `readDamaged`.
 *
 * @param unsaved what was counted and is not on disk yet; called after the disk was read, which waits for writes in
 *   progress
 * @param exportedAt ISO 8601 instant
 */
export async function readArchive(
  database: Database,
  unsaved: () => readonly Posting[],
  exportedAt: string,
): Promise<Archive> {
  const transaction = database.transaction(STORES);
  const names = await readNames(database, transaction.objectStore('names'));
  const [stored, plans, readings, holds, settings] = await Promise.all([
    readBoth(transaction, 0, Number.MAX_SAFE_INTEGER),
    transaction.objectStore('plans').getAll(),
    transaction.objectStore('readings').getAll(),
    transaction.objectStore('holds').getAll(),
    transaction.objectStore('settings').get('settings'),
    transaction.done,
  ]);
  const slots = new Map<string, SlotRecord>();
  const slotAt = (from: number, to: number, owner: SlotRecord['owner']): SlotRecord => {
    const key = `${from} ${owner}`;
    const found = slots.get(key);
    if (found) found.to = Math.max(found.to, to);
    else slots.set(key, { from, to, owner, rows: new Map() });
    return found ?? slots.get(key)!;
  };
  for (const { from, to, owner, packed } of stored) {
    const rows = unpackRows(packed, names);
    if (rows) mergeRows(slotAt(from, to, owner).rows, rows);
  }
  for (const { slot, owner, site, host, kind, cell } of unsaved())
    addToRows((slots.get(`${slot.from} ${owner}`) ?? slotAt(slot.from, slot.to, owner)).rows, site, host, kind, cell);
  const active = settings?.active ?? null;
  return {
    format: 'datagauge-archive',
    version: 1,
    exportedAt,
    plans: plans.sort((a, b) => a.addedAt - b.addedAt).map(({ addedAt: _, ...plan }) => plan),
    active: plans.some(({ id }) => id === active) ? active : null,
    readings: readings
      .filter(({ removedAt }) => removedAt === null)
      .sort((a, b) => a.addedAt - b.addedAt)
      .map(({ plan, reading }) => ({ plan, reading })),
    holds: holds.map(archivedHold),
    usage: [...slots.values()]
      .sort((a, b) => a.from - b.from)
      .flatMap(({ rows, ...slot }) =>
        [...eachRow(rows)].filter(({ cell }) => !isEmptyCell(cell)).map((row) => archivedUsage({ ...slot, ...row })),
      ),
  };
}

/**
 * Records an archive that was exported here: if it is imported again, it is known to contain only what was counted
 * here.
 */
export async function noteExported(database: Database, archive: Archive): Promise<void> {
  const transaction = database.transaction('archives', 'readwrite');
  const mark = { digest: archiveDigest(archive), source: 0, exportedAt: epochMs(archive.exportedAt) };
  await Promise.all([keepArchiveMark(transaction.store, mark), transaction.done]);
}
