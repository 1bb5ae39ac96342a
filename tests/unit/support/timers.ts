/** Timers that a test runs by hand. */
export function createTimers() {
  let waiting: { callback: () => void; ms: number }[] = [];
  return {
    setTimer: (callback: () => void, ms: number): void => void waiting.push({ callback, ms }),
    /** The delays of pending timers. */
    delays: (): number[] => waiting.map(({ ms }) => ms),
    /** Runs the pending timers; those that they set wait for the next run. */
    run: (): void => {
      const all = waiting;
      waiting = [];
      for (const { callback } of all) callback();
    },
  };
}
