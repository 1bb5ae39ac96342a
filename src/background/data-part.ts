import type { Connection } from '../storage/connection.ts';
import { createArchiveDesk, type ArchiveDesk } from './archive-desk.ts';
import { createAutoExports, type AutoExportDeps, type AutoExports } from './auto-export.ts';
import type { Counting } from './counting.ts';
import type { DeviceSync } from './device-sync.ts';
import { createFoldSoon } from './fold-soon.ts';
import { createForgetting } from './forgetting.ts';
import type { CountingMark } from './notice-loss.ts';
import type { PlanBook } from './plan-book.ts';
import type { RepliesDeps } from './replies.ts';

/** Operations on everything stored: export, import, folding, forgetting. */
export type DataPart = Pick<RepliesDeps, 'forget'> & {
  archive: ArchiveDesk;
  exports: AutoExports;
  /** Folds old usage when due. */
  foldSoon(): void;
};

export type DataPartDeps = Pick<AutoExportDeps, 'saver' | 'now' | 'timeZone'> & {
  connection: Connection;
  plans: PlanBook;
  counting: Pick<Counting, 'flush' | 'unsaved' | 'forget' | 'forgetHosts'>;
  devices: Pick<DeviceSync, 'share'>;
  countingMark: Pick<CountingMark, 'forget'>;
  newId(): string;
  /** Called when stored data no longer matches the books in memory; its result is awaited. */
  onRestocked(): Promise<unknown>;
  /** Called when old slots have changed on disk, but not their sums. */
  onFolded(): void;
  /** The error handler for that part. */
  noting(where: string): (error: unknown) => void;
};

/** Puts the parts together. */
export function createDataPart(deps: DataPartDeps): DataPart {
  const { counting, noting, onRestocked } = deps;
  const archive = createArchiveDesk({
    ...deps,
    flush: () => counting.flush(),
    unsaved: () => counting.unsaved(),
    onBrought: onRestocked,
  });
  return {
    archive,
    exports: createAutoExports({ ...deps, makeArchive: () => archive.make(), onError: noting('export') }),
    forget: createForgetting({ ...deps, onForgotten: onRestocked, onError: noting('forgetting') }),
    foldSoon: createFoldSoon({ ...deps, onError: noting('folding') }),
  };
}
