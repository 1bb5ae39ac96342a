import { deliver } from './deliver.ts';

/** Tells that the document has begun a worker: what that fetches is no timeline's. */
export function tellWorker(send: (message: object) => Promise<unknown>): void {
  void deliver(() => send({ type: 'timing', entries: [], hasWorkers: true }));
}
