import { openDB } from 'idb';
import type { Archive } from '../core/contract.ts';
import type { Database } from './open-database.ts';
import { readArchive } from './read-archive.ts';
import { DATABASE_NAME, type DatagaugeSchema } from './schema.ts';

/**
 * What is in a database that this version of the extension does not open, as far as it has the shapes that are known.
 *
 * @throws where it cannot be read; it is left as it was.
 */
export async function readAside(exportedAt: string): Promise<Archive> {
  // Without a version it opens as it is, and nothing is upgraded.
  const database: Database = await openDB<DatagaugeSchema>(DATABASE_NAME);
  try {
    return await readArchive(database, () => [], exportedAt);
  } finally {
    database.close();
  }
}
