import { openDB } from 'idb';
import type { Archive } from '../core/contract.ts';
import type { Database } from './open-database.ts';
import { readArchive } from './read-archive.ts';
import { DATABASE_NAME, type DatagaugeSchema } from './schema.ts';

/**
 * Reads a database that this version of the extension cannot open, as far as its content has known shapes.
 *
 * @throws where it cannot be read; it is left as it was.
 */
export async function readAside(exportedAt: string): Promise<Archive> {
  // Without a version number it opens as it is, without an upgrade.
  const database: Database = await openDB<DatagaugeSchema>(DATABASE_NAME);
  try {
    return await readArchive(database, () => [], exportedAt);
  } finally {
    database.close();
  }
}
