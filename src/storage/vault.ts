import { deleteDB } from 'idb';
import { bringBack } from './bring-back.ts';
import { openDatabase, RESCUE_NAME, StorageError, type Database } from './open-database.ts';
import { finishMoving, MOVING_NAME } from './rewrite.ts';
import { DATABASE_NAME } from './schema.ts';

/**
 * An open database, and the error of the one that should have been opened, or could not be brought back. `isRescue`: it
 * replaces the one that should have been.
 */
export type Vault = { database: Database; trouble: string | null; isRescue: boolean };

/**
 * Opens the database. One that cannot be opened is left untouched and replaced by a rescue database, so that metering
 * goes on; the rescue database's content is moved over as soon as the first opens again. Where that fails, it stays
 * there until the next start.
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
    return { database: await openDatabase(RESCUE_NAME, onLost), trouble: error.message, isRescue: true };
  }
  const trouble = await emptyRescue(database).catch((error: unknown) => String(error));
  return { database, trouble, isRescue: false };
}

async function emptyRescue(database: Database): Promise<null> {
  if (!(await exists(RESCUE_NAME))) return null;
  const rescue = await openDatabase(RESCUE_NAME);
  try {
    await bringBack(database, rescue);
  } finally {
    rescue.close();
  }
  await deleteDB(RESCUE_NAME);
  return null;
}

async function exists(name: string): Promise<boolean> {
  // Firefox has no indexedDB.databases() before 126; the manifest asks for later.
  return (await indexedDB.databases()).some((one) => one.name === name);
}
