/** Workers that a document has started; one that is idle and that the document has dropped may be collected. */
export type LiveWorkers = {
  add(worker: Worker): void;
  /** Ends all that live. @returns whether there were any */
  endAll(): boolean;
};

/** Collected workers are swept out each time this many more were started. */
const SWEEP_AT = 50;

/** Keeps no worker alive: what the page has dropped is forgotten. `onFirst`: called when the first is started. */
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
