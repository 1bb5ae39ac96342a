import type { Batch } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';

/** In characters, out of the 10 MB quota of `storage.session`: many thousand transfers. */
const MOST = 4_000_000;

/** Batches that could not be written, kept where they outlive the background but not the browser. */
export type LeftBatches = { read(): Promise<readonly Batch[]>; keep(batches: readonly Batch[]): void };

export type LeftBatchesDeps = {
  read(): Promise<unknown>;
  /** Takes one string: stored as values, a browser would need four times the memory. */
  write(text: string): Promise<void>;
  onError(error: unknown): void;
};

/**
 * Over the limit, the state needed only for corrections is dropped; if that is not enough, the last stored version
 * stays.
 */
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
      // Writes are serialised, so that an older state never overwrites a newer one.
      if (text.length <= MOST) last = last.then(() => write(text)).catch(onError);
    },
  };
}

/** The postings that are open once `left` is written. */
export function stillOpen(opened: readonly OpenPosting[], left: readonly Batch[]): Iterable<OpenPosting> {
  const open = new Map(opened.map((posting) => [posting.id, posting]));
  for (const batch of left) {
    for (const posting of batch.opened) open.set(posting.id, posting);
    for (const id of batch.closed) open.delete(id);
  }
  return open.values();
}
