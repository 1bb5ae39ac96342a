import { StorageError, type Database } from './open-database.ts';
import { rewriteDatabase } from './rewrite.ts';
import { DATABASE_NAME } from './schema.ts';
import { sweep } from './sweep.ts';
import { openVault } from './vault.ts';

/** The database, opened on first use and again after the browser has closed it. */
export type Connection = {
  get(): Promise<Database>;
  /** The error of the database on disk, as text; `null` while all is well. */
  trouble(): string | null;
  /** Whether a rescue database replaces one that cannot be opened and is left as it is. */
  hasAside(): boolean;
  /** Rewrites the database, see `rewriteDatabase`; calls of `get` wait for it. Does nothing to a rescue database. */
  rewrite(): Promise<void>;
};

/** The state of the files in which the browser stores databases. */
export type Files = {
  /**
   * Whether none of them can have been torn since the last repair: stored across browser sessions; unknown at first.
   */
  areWhole(): Promise<boolean>;
  keepWhole(areWhole: boolean): Promise<void>;
  /** Whether the disk has room to open and repair a database. */
  hasRoom(): Promise<boolean>;
};

/**
 * On a full disk Chromium's log ends in the middle of an entry. The next opening skips it, but appends behind it; the
 * one after that finds garbage within the log, and deletes every database. So before opening a database whose files may
 * be torn, a new log is started; where there is no room for one, nothing is opened.
 */
async function repair(files: Files): Promise<void> {
  if (!(await files.hasRoom())) throw new StorageError(DATABASE_NAME, new DOMException('', 'QuotaExceededError'));
  await sweep();
  await files.keepWhole(true).catch(() => {});
}

/** @param files absent where the browser repairs them itself */
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
      if (files && (isTorn || !(await files.areWhole()))) await repair(files);
      isTorn = false;
      const vault = await openVault(onLost);
      trouble = vault.trouble;
      hasAside = vault.isRescue;
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
