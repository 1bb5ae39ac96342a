/** Keeps what is heard while the engine gets ready, in order; afterwards hands it on. */
export type Inbox<Engine> = {
  put(deliver: (engine: Engine) => unknown): void;
  /**
   * Puts what comes by the hundred: a little later, together with what comes next, so that a page that loads is not kept
   * waiting for each. All else that is put makes it be handed on first: the order stays.
   */
  gather(deliver: (engine: Engine) => unknown): void;
  ask<T>(question: (engine: Engine) => Promise<T>): Promise<T>;
};

export type InboxDeps<Engine> = {
  ready: Promise<Engine>;
  setTimer(callback: () => void, ms: number): unknown;
  /** Told at once of the first that is gathered. */
  onFirst(engine: Engine): void;
  /** Told of each handler's failure, also of who asked: it never keeps the next from running, metering goes on. */
  onError(error: unknown): void;
};

/**
 * A browser's busiest pages send some fifty requests in this time. What was gathered is lost with the worker, as is what waits
 * for the ledger's next batch: both together may be half a second.
 */
const GATHER_MS = 150;

/**
 * Begins to hand on when `ready` resolves. Where that rejects, all that was put waits for ever, and what was asked
 * rejects.
 */
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
        // Also where it fails before it has promised anything: who asked would wait for ever.
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
