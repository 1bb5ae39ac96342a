import { deleteDB, openDB } from 'idb';
import { DATABASE_NAME } from './schema.ts';

const SWEEP_NAME = `${DATABASE_NAME}-sweep`;

/**
 * Creates and deletes a database only for the effect on the files that all databases share. When a database is deleted,
 * LevelDB (Chromium's) writes its log into a table and starts a new log: nothing is appended any more behind an entry
 * that a full disk has torn, and obsolete files that a reader had still held are removed.
 */
export async function sweep(): Promise<void> {
  (await openDB(SWEEP_NAME)).close();
  await deleteDB(SWEEP_NAME);
}
