import type { Database } from './open-database.ts';
import type { ReadingRecord } from './schema.ts';

/** All readings ever applied, including removed ones, in the order they were added. */
export async function readReadings(database: Database): Promise<ReadingRecord[]> {
  return (await database.getAll('readings')).sort((a, b) => a.addedAt - b.addedAt);
}

/** Adds a reading, or replaces the one of the same id. */
export async function putReading(database: Database, record: ReadingRecord): Promise<void> {
  await database.put('readings', record);
}
