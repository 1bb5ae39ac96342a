/** Workers that a document has begun; one that it has dropped and that has nothing to do may go. */
export type LiveWorkers = {
  add(worker: Worker): void;
  /** Ends all that live. @returns whether there were any */
  endAll(): boolean;
};

/** Those that are gone are looked for each time so many more have come. */
const SWEEP_AT = 50;

/** Keeps no worker alive: what the page has let go of is forgotten. `onFirst`: told of the first that is begun. */
export function createLiveWorkers(onFirst: () => void): LiveWorkers {
  let hasBegun = false;
  let begun: WeakRef<Worker>[] = [];
  let sweepAt = SWEEP_AT;
  const living = () => begun.flatMap((one) => one.deref() ?? []);
  return {
    add: (worker) => {
      if (!hasBegun) onFirst();
      hasBegun = true;
      begun.push(new WeakRef(worker));
      if (begun.length < sweepAt) return;
      begun = begun.filter((one) => one.deref());
      sweepAt = begun.length + SWEEP_AT;
    },
    endAll: () => {
      const all = living();
      begun = [];
      for (const worker of all) worker.terminate();
      return all.length > 0;
    },
  };
}
