/** Runs tasks one at a time, in order. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a queue. A task's rejection goes to its caller; the next task runs all the same. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = last.then(task);
    last = done.catch(() => {});
    return done;
  };
}
