import type { FileSaver } from '../browser/downloads.ts';
import {
  exportName,
  exportPeriod,
  isExportDue,
  NO_EXPORT,
  type AutoExport,
  type AutoExportView,
  type ExportSchedule,
} from '../core/auto-export.ts';
import type { Archive } from '../core/contract.ts';
import { HOUR_MS } from '../core/duration.ts';
import { usageCsv } from '../core/usage-csv.ts';
import { createInTurn } from './in-turn.ts';
import type { PlanBook } from './plan-book.ts';

/** A failed export is retried after this: a full disk is not emptied in five minutes. */
const AGAIN_AFTER_MS = HOUR_MS;

/** Saves everything to the downloads folder, once a day, week or month. */
export type AutoExports = {
  /** Saves what is due or was missed. Never rejects: errors are in the view. */
  look(): Promise<void>;
  /** Turning it on saves the first file at once; resolves when that is done. */
  set(schedule: ExportSchedule): Promise<AutoExportView>;
  /** Waits for an export under way. */
  view(): Promise<AutoExportView>;
};

export type AutoExportDeps = {
  plans: Pick<PlanBook, 'settings' | 'noteExport'>;
  saver: FileSaver;
  makeArchive(): Promise<Archive>;
  now(): number;
  /** The device's own zone, IANA. */
  timeZone(): string;
  onError(error: unknown): void;
};

/**
 * Records an export before it begins, and its result afterwards: a background that was stopped in between asks the
 * browser's list of downloads what became of it, so that no period has two files and none goes without.
 */
export function createAutoExports(deps: AutoExportDeps): AutoExports {
  const { plans, saver } = deps;
  /** Serialised: each sees what the one before has recorded. */
  const inTurn = createInTurn();
  const state = () => plans.settings().autoExport;
  const keep = (change: Partial<AutoExport>) => plans.noteExport({ ...state(), ...change });
  const at = () => new Date(deps.now()).toISOString();

  const fileOf = async (format: ExportSchedule['format']): Promise<Blob> => {
    const archive = await deps.makeArchive();
    return format === 'json'
      ? new Blob([JSON.stringify(archive)], { type: 'application/json' })
      : new Blob(['\ufeff', usageCsv(archive)], { type: 'text/csv;charset=utf-8' });
  };

  const finish = ({ name, period }: NonNullable<AutoExport['begun']>) =>
    keep({ begun: null, savedFor: period, last: { at: at(), name, error: null } });

  const lookNow = async () => {
    const { every, format, begun, savedFor, last } = state();
    if (every === 'off') return;
    const barrier = await saver.barrier();
    if (barrier !== null) {
      const name = last?.name ?? '';
      return keep({ every: 'off', begun: null, last: { at: at(), name, error: barrier, barrier } });
    }
    if (begun !== null && (await saver.isSaved(begun.name, begun.at))) return finish(begun);
    const period = exportPeriod(every, deps.now(), deps.timeZone());
    const waited = last === null || last.error === null || Math.abs(deps.now() - Date.parse(last.at)) >= AGAIN_AFTER_MS;
    if (!isExportDue(savedFor, period) || !waited) return;
    const next = { name: exportName(format, deps.now(), deps.timeZone()), period, at: deps.now() };
    await keep({ begun: next });
    let release: () => Promise<void>;
    try {
      release = await saver.save(next.name, await fileOf(format));
    } catch (error) {
      deps.onError(error);
      const words = error instanceof Error ? error.message : String(error);
      return keep({ begun: null, last: { at: at(), name: next.name, error: words } });
    }
    await finish(next);
    await release();
  };

  const look = () => inTurn(lookNow).catch(deps.onError);
  const view = () =>
    inTurn(() => {
      const { every, format, last } = state();
      return Promise.resolve({ every, format, last });
    });

  return {
    look,
    view,
    set: async (schedule) => {
      await inTurn(async () => {
        const isNew = state().every === 'off' && schedule.every !== 'off';
        // An earlier failure says nothing about the new schedule.
        await keep({ ...schedule, ...(isNew && { savedFor: NO_EXPORT.savedFor, begun: null, last: null }) });
      });
      await look();
      return view();
    },
  };
}
