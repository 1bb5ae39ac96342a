import type { Batch } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';

/** Characters, of the ten MB that the session keeps for all: many thousand transfers. */
const MOST = 4_000_000;

/** Batches that could not be written, kept where they outlive the background but not the browser. */
export type LeftBatches = { read(): Promise<readonly Batch[]>; keep(batches: readonly Batch[]): void };

export type LeftBatchesDeps = {
  read(): Promise<unknown>;
  /** One text: as values a browser would hold them in four times the room. */
  write(text: string): Promise<void>;
  onError(error: unknown): void;
};

/** Of more than there is room for, what only corrects is left out; of still more, what was kept before stays. */
export function createLeftBatches({ read, write, onError }: LeftBatchesDeps): LeftBatches {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: async () => {
      const found = await read();
      return typeof found === 'string' ? (JSON.parse(found) as Batch[]) : [];
    },
    keep: (batches) => {
      let text = JSON.stringify(batches);
      if (text.length > MOST)
        text = JSON.stringify(batches.map((batch): Batch => ({ ...batch, opened: [], closed: [] })));
      // One after the other: what is kept of an earlier moment never comes after what is kept of a later one.
      if (text.length <= MOST) last = last.then(() => write(text)).catch(onError);
    },
  };
}

/** What is open once `left` is written. */
export function stillOpen(opened: readonly OpenPosting[], left: readonly Batch[]): Iterable<OpenPosting> {
  const open = new Map(opened.map((posting) => [posting.id, posting]));
  for (const batch of left) {
    for (const posting of batch.opened) open.set(posting.id, posting);
    for (const id of batch.closed) open.delete(id);
  }
  return open.values();
}
