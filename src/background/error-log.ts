import type { LoggedError } from '../core/diagnostics.ts';
import { withoutNames } from '../core/without-names.ts';

/** Entries kept: enough to see what preceded a fault, few enough to paste. */
const MOST_ENTRIES = 40;

/** The least interval between writes, for a part that fails repeatedly. */
const KEPT_EVERY_MS = 1000;

/** A ring buffer of the extension's own errors, for the diagnostics. It names no site. */
export type ErrorLog = {
  /** Notes an error; `where` is the part that noticed it. Never throws. */
  note(where: string, error: unknown): void;
  /** Oldest first. */
  entries(): Promise<LoggedError[]>;
};

export type ErrorLogDeps = {
  /** What an earlier run of the background kept. */
  read(): Promise<LoggedError[]>;
  keep(entries: LoggedError[]): Promise<void>;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
};

/** Continues an earlier run's entries once they are read; what is noted meanwhile is appended. */
export function createErrorLog(deps: ErrorLogDeps): ErrorLog {
  let entries: LoggedError[] = [];
  let isDue = false;
  const earlier = deps.read().then(
    (found) => {
      entries = [...found, ...entries].slice(-MOST_ENTRIES);
    },
    () => {},
  );
  const keep = async () => {
    await earlier;
    await deps.keep(entries);
  };
  const keepSoon = () => {
    if (isDue) return;
    isDue = true;
    deps.setTimer(() => {
      isDue = false;
      void keep().catch(() => {});
    }, KEPT_EVERY_MS);
  };
  return {
    note: (where, error) => {
      const entry = { at: new Date(deps.now()).toISOString(), where, what: describe(error), times: 1 };
      const last = entries.at(-1);
      if (last?.where === where && last.what === entry.what) Object.assign(last, entry, { times: last.times + 1 });
      else entries = [...entries, entry].slice(-MOST_ENTRIES);
      keepSoon();
    },
    entries: async () => {
      await earlier;
      return structuredClone(entries);
    },
  };
}

function describe(error: unknown): string {
  try {
    if (!(error instanceof Error)) return withoutNames(String(error));
    // The stack's own first line repeats name and message in Chromium only.
    const places = (error.stack ?? '').split('\n').filter((line) => /:\d+:\d+\)?$/.test(line));
    return withoutNames(
      [`${error.name}: ${error.message}`, ...places.slice(0, 4).map((line) => line.trim())].join('\n'),
    );
  } catch {
    return 'an error that cannot be described';
  }
}
