import { openDB, type IDBPDatabase } from 'idb';
import { MIGRATIONS } from './migrations.ts';
import { DATABASE_NAME, DATABASE_VERSION, type DatagaugeSchema } from './schema.ts';

/** An open database of the present version. */
export type Database = IDBPDatabase<DatagaugeSchema>;

/** Where usage goes while the database itself cannot be opened; merged back when it can. */
export const RESCUE_NAME = `${DATABASE_NAME}-rescue`;

/**
 * Opens one database, creating or upgrading it.
 *
 * @throws {StorageError} naming the database and the reason; the data on disk is left as it was.
 */
export async function openDatabase(name: string = DATABASE_NAME, onLost: () => void = () => {}): Promise<Database> {
  try {
    const database: Database = await openDB<DatagaugeSchema>(name, DATABASE_VERSION, {
      upgrade(db, from, _to, transaction) {
        for (const migrate of MIGRATIONS.slice(from)) migrate(db, transaction);
      },
      // Another context wants to upgrade: close, or it waits for ever.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    });
    return database;
  } catch (error) {
    throw new StorageError(name, error);
  }
}

/** A database's error, with a message that says what failed and where. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly reason: string;

  constructor(database: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.name : 'unknown';
    super(`${database}: ${explain(cause)}`, { cause });
    this.reason = reason;
  }
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'VersionError') return 'it was written by a newer version of the extension and is left untouched';
  if (cause.name === 'QuotaExceededError') return 'the disk is full; usage is kept in memory until there is room';
  return `${cause.name}: ${cause.message}`;
}
