import type { Archive, Imported, Refusal } from '../core/contract.ts';
import { parseArchive } from '../core/parse-archive.ts';
import { refuse } from '../core/refusals.ts';
import { bringArchive } from '../storage/bring-archive.ts';
import type { Connection } from '../storage/connection.ts';
import type { Posting } from '../storage/ledger.ts';
import { noteExported, readArchive } from '../storage/read-archive.ts';
import { readAside } from '../storage/read-aside.ts';

/** Exports everything as one value, and imports it. */
export type ArchiveDesk = {
  make(): Promise<Archive>;
  /** Exports what can be read of the database that does not open and that a rescue database replaces. */
  makeOfAside(): Promise<Archive | Refusal>;
  /**
   * Adds what is new in an archive; an invalid one changes nothing and is refused by the name of its first bad field.
   */
  bring(input: unknown): Promise<Imported | Refusal>;
};

export type ArchiveDeskDeps = {
  connection: Pick<Connection, 'get' | 'hasAside'>;
  flush(): Promise<unknown>;
  unsaved(): Posting[];
  now(): number;
  newId(): string;
  /** Called when an archive has changed what is on disk; its result is awaited. */
  onBrought(): Promise<unknown>;
};

/** Exports and imports over one connection; exports include what was counted and is not yet written. */
export function createArchiveDesk(deps: ArchiveDeskDeps): ArchiveDesk {
  const { connection } = deps;
  return {
    make: async () => {
      await deps.flush();
      const database = await connection.get();
      const archive = await readArchive(database, deps.unsaved, new Date(deps.now()).toISOString());
      // A full disk must not prevent an export.
      await noteExported(database, archive).catch(() => {});
      return archive;
    },
    makeOfAside: async () => {
      if (!connection.hasAside()) return refuse('noneAside');
      return readAside(new Date(deps.now()).toISOString());
    },
    bring: async (input) => {
      const archive = parseArchive(input);
      if ('error' in archive) return archive;
      await deps.flush();
      const imported = await bringArchive(await connection.get(), archive, deps.now(), deps.newId);
      // Also where nothing was added, a plan may have become active.
      await deps.onBrought();
      return imported;
    },
  };
}
