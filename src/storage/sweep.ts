import { deleteDB, openDB } from 'idb';
import { DATABASE_NAME } from './schema.ts';

const SWEEP_NAME = `${DATABASE_NAME}-sweep`;

/**
 * Makes and deletes a database for no more than what it does to the files that all of them share. Where a database is deleted,
 * LevelDB (Chromium's) writes what is in its log into a table and begins a new log: nothing is written any more behind what a
 * full disk has torn, and files that a reader still held when they were to go are cleared away.
 */
export async function sweep(): Promise<void> {
  (await openDB(SWEEP_NAME)).close();
  await deleteDB(SWEEP_NAME);
}
