/** Runs tasks one after the other: each finds what the one before it has done, or has failed to do. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a queue of its own. What a task rejects with, who asked for it hears; the next one runs all the same. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = last.then(task);
    last = done.catch(() => {});
    return done;
  };
}
