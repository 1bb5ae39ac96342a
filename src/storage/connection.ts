import type { Database } from './open-database.ts';
import { rewriteDatabase } from './rewrite.ts';
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

export function createConnection(): Connection {
  let opening: Promise<Database> | null = null;
  let trouble: string | null = null;
  let hasAside = false;
  const open = async (): Promise<Database> => {
    try {
      const vault = await openVault(() => (opening = null));
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
