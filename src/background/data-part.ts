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

/** What happens to all that is stored: taken out, brought in, folded, forgotten. */
export type DataPart = Pick<RepliesDeps, 'forget'> & {
  archive: ArchiveDesk;
  exports: AutoExports;
  /** Folds old usage where that is due. */
  foldSoon(): void;
};

export type DataPartDeps = Pick<AutoExportDeps, 'saver' | 'now' | 'timeZone'> & {
  connection: Connection;
  plans: PlanBook;
  counting: Pick<Counting, 'flush' | 'unsaved' | 'forget' | 'forgetHosts'>;
  devices: Pick<DeviceSync, 'share'>;
  countingMark: Pick<CountingMark, 'forget'>;
  newId(): string;
  /** Told when what is stored is not what the books remember; what it returns is waited for. */
  onRestocked(): Promise<unknown>;
  /** Told when old slots have changed on disk, though not what they add up to. */
  onFolded(): void;
  /** What to do with errors of that part. */
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
