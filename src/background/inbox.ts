/** Keeps what is heard while the engine gets ready, in order; afterwards hands everything on at once. */
export type Inbox<Engine> = {
  put(deliver: (engine: Engine) => unknown): void;
  ask<T>(question: (engine: Engine) => Promise<T>): Promise<T>;
};

/** One handler's failure never keeps the next from running: `report` is told of it, and metering goes on. */
export function createInbox<Engine>(ready: Promise<Engine>, report: (error: unknown) => void): Inbox<Engine> {
  let engine: Engine | null = null;
  let waiting: ((engine: Engine) => unknown)[] = [];

  const deliver = (to: Engine, one: (engine: Engine) => unknown) => {
    try {
      const result = one(to);
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };

  ready.then((made) => {
    engine = made;
    const all = waiting;
    waiting = [];
    for (const one of all) deliver(made, one);
  }, report);

  const put = (one: (engine: Engine) => unknown) => {
    if (engine !== null) deliver(engine, one);
    else waiting.push(one);
  };
  return {
    put,
    ask: (question) =>
      new Promise((resolve, reject) => {
        ready.catch(reject);
        put((made) => question(made).then(resolve, reject));
      }),
  };
}
