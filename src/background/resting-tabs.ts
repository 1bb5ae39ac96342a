import type { HiddenTab } from '../browser/hidden-tabs.ts';

/** What of it must outlive the worker. */
export type RestingMemory = { quiet: number[]; waiting: [number, Waiting][] };

/** `rested`: told to end what was under way; `came`: shows another address since nobody looks. */
type Waiting = 'came' | 'rested';

export type RestingTabsDeps = {
  /** Tabs that nobody looks at, listens to or talks in. */
  readUnwatched(): Promise<HiddenTab[]>;
  /** Ends what a tab has under way. @param isHeld its workers end, too */
  restTab(id: number, isHeld: boolean): Promise<void>;
  /** Whether workers of a tab transfer, now that its documents have ended all of their own. */
  hasWorkerTraffic(id: number): boolean;
  /** Ends the workers of a tab that rests, unless what was typed in it would be lost. */
  endWorkers(id: number): Promise<void>;
  setTimer(callback: () => void, ms: number): unknown;
  /** Lets a tab go on. @param came its page may have come without what belongs to it */
  resumeTab(id: number, came: boolean): Promise<void>;
};

/** Keeps tabs at rest while nobody looks at them, where the user wants that. */
export type RestingTabs = {
  /** Those that may load nothing, by id. */
  quiet(): number[];
  /**
   * Looks who is looked at now. Those that nobody looks at end what they have under way once the rules are there; those
   * that somebody looks at again go on, be it wanted still or not.
   */
  look(isOn: boolean, putRules: () => Promise<void>): Promise<void>;
  /** Workers of a tab have been seen to transfer. */
  onWorkerTraffic(id: number): void;
  /** A tab shows another address. @returns whether that is to be remembered */
  onShown(id: number): boolean;
  forget(id: number): void;
  memory(): RestingMemory;
};

/** What a page is told to end the browser reports as ended within this time, on a busy machine too. */
const ENDED_WITHIN_MS = 300;

/** @param memory what an earlier run kept; `undefined`: nothing */
export function createRestingTabs(deps: RestingTabsDeps, memory: RestingMemory | undefined): RestingTabs {
  let quiet = memory?.quiet ?? [];
  const waiting = new Map(memory?.waiting);

  const endWorkers = (id: number) => {
    // A page that came at rest could begin nothing.
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
      // A page that is on its way is let come: the rules keep away what belongs to it, and it is loaded again later.
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
