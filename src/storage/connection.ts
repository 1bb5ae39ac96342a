import { StorageError, type Database } from './open-database.ts';
import { rewriteDatabase } from './rewrite.ts';
import { DATABASE_NAME } from './schema.ts';
import { sweep } from './sweep.ts';
import { openVault } from './vault.ts';

/** The database, opened when first asked for and again after the browser has closed it. */
export type Connection = {
  get(): Promise<Database>;
  /** What is wrong with the database on disk, in words; `null` while all is well. */
  trouble(): string | null;
  /** Whether another database stands in for one that does not open, and is left as it is. */
  hasAside(): boolean;
  /**
   * Writes the database anew, see `rewriteDatabase`; whoever asks for it meanwhile waits. One that stands in for another is
   * left as it is.
   */
  rewrite(): Promise<void>;
};

/** What is known of the files that the browser keeps databases in. */
export type Files = {
  /** Whether none of them can have been torn since they were last mended: kept over the browser's end; at first not known. */
  areWhole(): Promise<boolean>;
  keepWhole(areWhole: boolean): Promise<void>;
  /** Whether the disk has room enough to open a database and mend it. */
  hasRoom(): Promise<boolean>;
};

/**
 * On a full disk Chromium's log ends in the middle of an entry. The next opening passes over that, but goes on writing behind
 * it; the one after that finds garbage within the log, and throws every database away. So before anything is opened whose files
 * may be torn, a new log is begun, and where there is no room for one nothing is opened at all.
 */
async function mend(files: Files): Promise<void> {
  if (!(await files.hasRoom())) throw new StorageError(DATABASE_NAME, new DOMException('', 'QuotaExceededError'));
  await sweep();
  await files.keepWhole(true).catch(() => {});
}

/** @param files absent where the browser mends them itself */
export function createConnection(files?: Files): Connection {
  let opening: Promise<Database> | null = null;
  let trouble: string | null = null;
  let hasAside = false;
  let isTorn = false;
  const onLost = () => {
    opening = null;
    isTorn = true;
    void files?.keepWhole(false).catch(() => {});
  };
  const open = async (): Promise<Database> => {
    try {
      if (files && (isTorn || !(await files.areWhole()))) await mend(files);
      isTorn = false;
      const vault = await openVault(onLost);
      trouble = vault.trouble;
      hasAside = vault.trouble !== null;
      return vault.database;
    } catch (error) {
      opening = null;
      trouble = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };
  const get = () => (opening ??= open());
  const rewrite = async () => {
    const before = await get();
    if (hasAside) return;
    const written = rewriteDatabase(before);
    opening = written.catch(() => {}).then(open);
    await Promise.all([written, opening]);
  };
  return { get, trouble: () => trouble, hasAside: () => hasAside, rewrite };
}
