import { deliver } from './deliver.ts';

/** Tells that the document has started a worker, whose fetches are in no timeline. */
export function tellWorker(send: (message: object) => Promise<unknown>): void {
  void deliver(() => send({ type: 'timing', entries: [], hasWorkers: true }));
}
