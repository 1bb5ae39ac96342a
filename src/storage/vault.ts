import { deleteDB } from 'idb';
import { bringBack } from './bring-back.ts';
import { openDatabase, RESCUE_NAME, StorageError, type Database } from './open-database.ts';
import { finishMoving, MOVING_NAME } from './rewrite.ts';
import { DATABASE_NAME } from './schema.ts';

/** An open database, and the error of the one that should have been opened. */
export type Vault = { database: Database; trouble: string | null };

/**
 * Opens the database. One that cannot be opened is left untouched and replaced by a rescue database, so that metering
 * goes on; the rescue database's content is moved over as soon as the first opens again.
 *
 * @throws {StorageError} when neither opens.
 */
export async function openVault(onLost: () => void = () => {}): Promise<Vault> {
  let database: Database;
  try {
    if (await exists(MOVING_NAME)) await finishMoving();
    database = await openDatabase(DATABASE_NAME, onLost);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { database: await openDatabase(RESCUE_NAME, onLost), trouble: error.message };
  }
  if (await exists(RESCUE_NAME)) {
    const rescue = await openDatabase(RESCUE_NAME);
    await bringBack(database, rescue);
    rescue.close();
    await deleteDB(RESCUE_NAME);
  }
  return { database, trouble: null };
}

async function exists(name: string): Promise<boolean> {
  // Firefox has no indexedDB.databases() before 126; the manifest asks for later.
  return (await indexedDB.databases()).some((one) => one.name === name);
}
