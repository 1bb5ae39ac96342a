/** Queues events in order while the engine gets ready; then hands them on. */
export type Inbox<Engine> = {
  put(deliver: (engine: Engine) => unknown): void;
  /**
   * Queues frequent events for a short while, so that a loading page does not wait for each. Anything else that is put
   * flushes them first: the order stays.
   */
  gather(deliver: (engine: Engine) => unknown): void;
  ask<T>(question: (engine: Engine) => Promise<T>): Promise<T>;
};

export type InboxDeps<Engine> = {
  ready: Promise<Engine>;
  setTimer(callback: () => void, ms: number): unknown;
  /** Called at once for the first that is gathered. */
  onFirst(engine: Engine): void;
  /** Called with each handler's failure, `ask`'s included: it never keeps the next from running. */
  onError(error: unknown): void;
};

/**
 * The busiest pages send about fifty requests in this time. What is gathered is lost with the worker, as is what waits
 * for the ledger's next batch: half a second for both together.
 */
const GATHER_MS = 150;

/** Hands on once `ready` resolves. If it rejects, everything put waits for ever, and `ask` rejects. */
export function createInbox<Engine>({ ready, setTimer, onFirst, onError }: InboxDeps<Engine>): Inbox<Engine> {
  let engine: Engine | null = null;
  let waiting: ((engine: Engine) => unknown)[] = [];
  let isDue = false;

  const deliver = (to: Engine, one: (engine: Engine) => unknown) => {
    try {
      const result = one(to);
      if (result instanceof Promise) result.catch(onError);
    } catch (error) {
      onError(error);
    }
  };

  const handOn = () => {
    if (engine === null) return;
    const all = waiting;
    waiting = [];
    for (const one of all) deliver(engine, one);
  };

  ready.then((made) => {
    engine = made;
    handOn();
  }, onError);

  const put = (one: (engine: Engine) => unknown) => {
    waiting.push(one);
    handOn();
  };

  const gather = (one: (engine: Engine) => unknown) => {
    waiting.push(one);
    if (isDue || engine === null) return;
    isDue = true;
    deliver(engine, onFirst);
    setTimer(() => {
      isDue = false;
      handOn();
    }, GATHER_MS);
  };

  return {
    put,
    gather,
    ask: (question) =>
      new Promise((resolve, reject) => {
        ready.catch(reject);
        // Also catches what is thrown synchronously: the caller would wait for ever.
        put(async (made) => {
          try {
            resolve(await question(made));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
            throw error;
          }
        });
      }),
  };
}
