import { deleteDB } from 'idb';
import { openDatabase, type Database } from './open-database.ts';
import { DATABASE_NAME } from './schema.ts';
import { sweep } from './sweep.ts';

/** Where everything is while the database itself is written anew. */
export const MOVING_NAME = `${DATABASE_NAME}-moving`;

/** A flush mark of no run: whichever database has the same one has all that was moved. */
const MOVED = 'moved ';

/**
 * Writes the database anew, so that nothing is left on the disk of what was deleted in it. Browsers keep what a row held in
 * their files until they tidy up, which may be never (LevelDB drops it by compaction, and compacts what nobody writes to any
 * more only where a whole database is deleted); deleting the database takes its bytes along. Once is not enough: what was
 * written and deleted since the last compaction goes into one file, both. So all goes to another database, and back. And files
 * that a reader still held are left until the next time that any are cleared away.
 *
 * Each of the two copies is one transaction; stopped at any instant, `finishMoving` goes on where it was.
 *
 * @param database is closed: whoever still writes to it fails, and nothing that was written is lost
 */
export async function rewriteDatabase(database: Database): Promise<void> {
  await deleteDB(MOVING_NAME);
  const moving = await openDatabase(MOVING_NAME);
  try {
    const records = readAll(database);
    database.close();
    await writeAll(moving, await records, { run: `${MOVED}${crypto.randomUUID()}`, batch: 1, at: 0 });
  } finally {
    moving.close();
  }
  await finishMoving();
  await sweep();
}

/** Goes on with a move that was begun; without one it does nothing but clear away what never was complete. */
export async function finishMoving(): Promise<void> {
  const moving = await openDatabase(MOVING_NAME);
  let mark: string | null;
  try {
    mark = await markOf(moving);
    if (mark !== null && !(await hasMark(mark))) await takeOver(moving);
  } finally {
    moving.close();
  }
  await deleteDB(MOVING_NAME);
  if (mark !== null) await withDatabase((database) => database.delete('flushes', mark));
}

async function takeOver(moving: Database): Promise<void> {
  await deleteDB(DATABASE_NAME);
  const records = await readAll(moving);
  await withDatabase((fresh) => writeAll(fresh, records));
}

async function withDatabase<T>(task: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(DATABASE_NAME);
  try {
    return await task(database);
  } finally {
    database.close();
  }
}

const hasMark = (mark: string): Promise<boolean> =>
  withDatabase(async (database) => (await database.get('flushes', mark)) !== undefined);

const markOf = async (database: Database): Promise<string | null> =>
  (await database.getAllKeys('flushes')).find((run) => run.startsWith(MOVED)) ?? null;

type Records = { store: Database['objectStoreNames'][number]; keys: unknown[]; values: unknown[] }[];

/** All that one moment has. The transaction is begun before this returns. */
function readAll(database: Database): Promise<Records> {
  const stores = [...database.objectStoreNames];
  const transaction = database.transaction(stores);
  return Promise.all(
    stores.map(async (store) => {
      const [keys, values] = await Promise.all([
        transaction.objectStore(store).getAllKeys(),
        transaction.objectStore(store).getAll(),
      ]);
      return { store, keys, values };
    }),
  );
}

/** All of it or nothing. */
async function writeAll(
  database: Database,
  records: Records,
  mark?: { run: string; batch: number; at: number },
): Promise<void> {
  const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
  const writes: Promise<unknown>[] = [transaction.done];
  for (const { store, keys, values } of records) {
    const into = transaction.objectStore(store);
    const isKeyed = into.keyPath !== null;
    values.forEach((value, index) =>
      writes.push(isKeyed ? into.put(value as never) : into.put(value as never, keys[index] as never)),
    );
  }
  if (mark) writes.push(transaction.objectStore('flushes').put(mark));
  await Promise.all(writes);
}
