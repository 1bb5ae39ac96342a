import type { Cell } from '../core/cell.ts';
import { DAY_MS } from '../core/duration.ts';
import type { Slot } from '../core/slot.ts';
import { addPostings } from './add-postings.ts';
import { readNames } from './name-table.ts';
import { forgetJournal, noteOpen, openIn } from './open-journal.ts';
import type { Database } from './open-database.ts';
import type { OpenPosting, Owner } from './schema.ts';

/** A cell to add at one place of the ledger; its parts may be negative where it corrects an earlier one. */
export type Posting = { slot: Slot; owner: Owner; site: string; host: string; kind: string; cell: Cell };

/** All that one flush writes. `run` identifies the background's run, `batch` counts up within it. */
export type Batch = {
  run: string;
  batch: number;
  at: number;
  postings: readonly Posting[];
  opened: readonly OpenPosting[];
  /** Ids of open postings that are settled. */
  closed: readonly string[];
  /** Wire bytes lost at most if the browser is killed now; absent while nothing flows. See `noteFlowing`. */
  atRisk?: number;
};

/** Flush marks of runs that ended this long ago can no longer meet a replay. */
const FLUSH_MARK_LIFE_MS = DAY_MS;

/**
 * Adds a batch to the ledger in one transaction: all of it or nothing.
 *
 * - Must not lose what is there: every slot is read and added to, never replaced.
 * - Must count a batch once however often it is flushed: a batch not above the run's last one changes nothing.
 *
 * @returns whether it was new.
 * @throws the transaction's error (`QuotaExceededError`, …); nothing was written then.
 */
export async function addBatch(database: Database, batch: Batch): Promise<boolean> {
  const transaction = database.transaction(['slots', 'summaries', 'names', 'flushes', 'openPostings'], 'readwrite', {
    durability: 'relaxed',
  });
  const flushes = transaction.objectStore('flushes');
  const open = transaction.objectStore('openPostings');
  const done = transaction.done;
  // A request below rejects first; without this the transaction's own rejection would go unhandled.
  done.catch(() => {});
  const last = await flushes.get(batch.run);
  if (last !== undefined && batch.batch <= last.batch) {
    await done;
    return false;
  }
  const writes: Promise<unknown>[] = [];
  try {
    const names = await readNames(database, transaction.objectStore('names'));
    const mark = { run: batch.run, batch: batch.batch, at: batch.at };
    writes.push(flushes.put(batch.atRisk === undefined ? mark : { ...mark, atRisk: batch.atRisk }));
    writes.push(noteOpen(database, open, batch.opened, batch.closed));
    if (last === undefined || last.batch === 0) writes.push(forgetOldRuns(flushes, batch.at));
    const stores = { slots: transaction.objectStore('slots'), summaries: transaction.objectStore('summaries') };
    writes.push(...addPostings(stores, names, batch.postings));
    await Promise.all(writes);
    await Promise.all(names.save(transaction.objectStore('names')));
    await done;
  } catch (error) {
    // A failed request aborts the transaction, and so may a full disk at the end; but a value that is no valid key or
    // cannot be cloned only throws, and the requests before it would be committed.
    try {
      transaction.abort();
    } catch {
      // Already aborted.
    }
    await Promise.allSettled(writes);
    forgetJournal(database);
    // Where a write failed that nobody awaits, the others only know that they were aborted.
    throw transaction.error ?? error;
  }
  return true;
}

type FlushStore = {
  getAll(): Promise<{ run: string; at: number }[]>;
  delete(run: string): Promise<void>;
};

async function forgetOldRuns(flushes: FlushStore, now: number): Promise<void> {
  for (const mark of await flushes.getAll()) if (mark.at < now - FLUSH_MARK_LIFE_MS) await flushes.delete(mark.run);
}

/** The postings that may still be corrected, as the last run of the background left them. */
export async function readOpenPostings(database: Database): Promise<OpenPosting[]> {
  return openIn(await database.getAll('openPostings'));
}
