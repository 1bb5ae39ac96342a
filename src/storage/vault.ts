import { deleteDB } from 'idb';
import { eachRow } from '../core/ledger-rows.ts';
import { addBatch } from './ledger.ts';
import { openDatabase, RESCUE_NAME, StorageError, type Database } from './open-database.ts';
import { readSlots } from './read-slots.ts';
import { DATABASE_NAME } from './schema.ts';

/** An open database, and what is wrong with the one that should have been opened. */
export type Vault = { database: Database; trouble: string | null };

/**
 * Opens the database. One that cannot be opened is left untouched and a rescue database takes its place, so that
 * metering goes on; what that one holds is moved over as soon as the first opens again.
 *
 * @throws {StorageError} when neither opens.
 */
export async function openVault(onLost: () => void = () => {}): Promise<Vault> {
  let database: Database;
  try {
    database = await openDatabase(DATABASE_NAME, onLost);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { database: await openDatabase(RESCUE_NAME, onLost), trouble: error.message };
  }
  if (await exists(RESCUE_NAME)) await bringBack(database);
  return { database, trouble: null };
}

async function exists(name: string): Promise<boolean> {
  // Firefox has no indexedDB.databases() before 126; the manifest asks for later.
  return (await indexedDB.databases()).some((one) => one.name === name);
}

/** Moves the rescue database's usage over. Replayed after a crash it adds nothing twice: its runs name the batch. */
async function bringBack(database: Database): Promise<void> {
  const rescue = await openDatabase(RESCUE_NAME);
  const flushes = await rescue.getAll('flushes');
  const slots = await readSlots(rescue, 0, Number.MAX_SAFE_INTEGER);
  if (flushes.length > 0) {
    await addBatch(database, {
      run: `rescue ${flushes.map(({ run }) => run).join(' ')}`,
      batch: flushes.reduce((sum, { batch }) => sum + batch, 0),
      at: Math.max(...flushes.map(({ at }) => at)),
      postings: slots.flatMap(({ from, to, owner, rows }) =>
        [...eachRow(rows)].map((row) => ({ slot: { from, to }, owner, ...row })),
      ),
      opened: [],
      closed: [],
    });
  }
  rescue.close();
  await deleteDB(RESCUE_NAME);
}
