import type { HiddenTab } from '../browser/hidden-tabs.ts';

/** The state that must outlive the worker. */
export type RestingMemory = { quiet: number[]; waiting: [number, Waiting][] };

/** `rested`: its requests were stopped; `came`: it has navigated since nobody looks at it. */
type Waiting = 'came' | 'rested';

export type RestingTabsDeps = {
  /** Tabs that nobody looks at, listens to or calls from. */
  readUnwatched(): Promise<HiddenTab[]>;
  /** Stops what a tab has under way. @param isHeld its workers are stopped, too */
  restTab(id: number, isHeld: boolean): Promise<void>;
  /** Whether a tab's workers transfer, now that its documents have stopped all of their own. */
  hasWorkerTraffic(id: number): boolean;
  /** Stops the workers of a tab at rest, unless what the user typed in it would be lost. */
  endWorkers(id: number): Promise<void>;
  setTimer(callback: () => void, ms: number): unknown;
  /** Lets a tab load again. @param came its page may have loaded without its subresources */
  resumeTab(id: number, came: boolean): Promise<void>;
};

/** Keeps tabs at rest while nobody looks at them, where the user wants that. */
export type RestingTabs = {
  /** The ids of tabs that may load nothing. */
  quiet(): number[];
  /**
   * Checks which tabs are looked at now. Those that nobody looks at are stopped once the rules are set; those looked at
   * again may load again, even if resting was turned off.
   */
  look(isOn: boolean, putRules: () => Promise<void>): Promise<void>;
  /** A tab's workers were seen to transfer. */
  onWorkerTraffic(id: number): void;
  /** A tab has navigated. @returns whether the memory must be kept */
  onShown(id: number): boolean;
  forget(id: number): void;
  memory(): RestingMemory;
};

/** The browser reports aborted requests as ended within this time, on a busy machine too. */
const ENDED_WITHIN_MS = 300;

/** @param memory what an earlier run kept; `undefined`: nothing */
export function createRestingTabs(deps: RestingTabsDeps, memory: RestingMemory | undefined): RestingTabs {
  let quiet = memory?.quiet ?? [];
  const waiting = new Map(memory?.waiting);

  const endWorkers = (id: number) => {
    // A page that loaded at rest could start nothing.
    if (quiet.includes(id) && waiting.get(id) === 'rested') void deps.endWorkers(id);
  };
  const rest = async (id: number) => {
    await deps.restTab(id, false);
    deps.setTimer(() => {
      if (deps.hasWorkerTraffic(id)) endWorkers(id);
    }, ENDED_WITHIN_MS);
  };

  return {
    quiet: () => quiet,
    look: async (isOn, putRules) => {
      const unwatched = isOn || waiting.size > 0 ? await deps.readUnwatched() : [];
      quiet = isOn ? unwatched.map(({ id }) => id) : [];
      await putRules();
      // A page that is loading is let through: the rules block its subresources, and it is reloaded later.
      const going = isOn ? unwatched.filter(({ id, loading }) => !loading && !waiting.has(id)) : [];
      const back = [...waiting.keys()].filter((id) => !unwatched.some((one) => one.id === id));
      for (const { id } of going) waiting.set(id, 'rested');
      await Promise.all([
        ...going.map(({ id }) => rest(id)),
        ...back.map((id) => {
          const came = waiting.get(id) === 'came';
          waiting.delete(id);
          return deps.resumeTab(id, came);
        }),
      ]);
    },
    onWorkerTraffic: endWorkers,
    onShown: (id) => {
      if (!quiet.includes(id)) return false;
      waiting.set(id, 'came');
      return true;
    },
    forget: (id) => void waiting.delete(id),
    memory: () => ({ quiet, waiting: [...waiting] }),
  };
}
