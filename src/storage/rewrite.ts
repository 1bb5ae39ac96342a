import { deleteDB } from 'idb';
import { openDatabase, type Database } from './open-database.ts';
import { DATABASE_NAME } from './schema.ts';
import { sweep } from './sweep.ts';

/** The database that holds everything while the main one is rewritten. */
export const MOVING_NAME = `${DATABASE_NAME}-moving`;

/** The prefix of a flush mark of no run: a database with the mark has all that was moved. */
const MOVED = 'moved ';

/**
 * Rewrites the database, so that nothing deleted in it is left on disk. Browsers keep deleted rows in their files until
 * they compact them, which may be never (LevelDB compacts what is no longer written to only when a whole database is
 * deleted); deleting the database removes its bytes. One copy is not enough: what was written and deleted since the
 * last compaction ends up in the same file. So everything is copied to another database, and back. Files that a reader
 * still held remain until the next clean-up.
 *
 * Each of the two copies is one transaction; after a stop at any instant, `finishMoving` continues.
 *
 * @param database is closed: later writes to it fail, and nothing written before is lost
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

/** Continues a move in progress; otherwise only removes an incomplete copy. */
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

/** A consistent snapshot. The transaction has begun when this returns. */
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

/** Writes all of it or nothing. */
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
