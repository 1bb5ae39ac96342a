import { addCells, isEmptyCell } from '../core/cell.ts';
import type { Batch, Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createKeepSoon } from './keep-soon.ts';
import {
  emptyDraft,
  isUnwritable,
  isUnexplained,
  missingBytes,
  pendingOf,
  placeOf,
  probeOf,
  standIn,
  splitUp,
  type Draft,
  type Pending,
} from './pending-batch.ts';

/**
 * How long postings are gathered for one transaction. Together with the inbox's gathering time this is what a killed
 * browser loses: a second at most, on a busy machine too.
 */
const GATHER_MS = 350;

/** The wait after a failed flush, doubling from the first figure up to the second. */
const RETRY_MS = { first: 1000, most: 60_000 };

/** Unexplained failures of a batch before the batch itself is suspected: a disk may fail temporarily. */
const UNEXPLAINED_TRIES = 3;

/** The only writer of usage. */
export type LedgerWriter = {
  post(posting: Posting): void;
  /** Stores a posting that may be corrected, in the same transaction as what was posted before. */
  open(posting: OpenPosting): void;
  /** Removes an open posting, in the same transaction as its correction. */
  close(id: string): void;
  /** Writes all that was posted before; resolves to the error, or `null`. */
  flush(): Promise<string | null>;
  /** Resolves when all that was posted before is on disk. */
  written(): Promise<void>;
  /** Posted, but not yet on disk. */
  unsaved(): Posting[];
};

export type LedgerWriterDeps = {
  /** Writes a batch in one transaction. */
  write(batch: Batch): Promise<unknown>;
  /** Identifies this run of the background; batches are numbered within it. */
  run: string;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  /** See `Pulse`. */
  atRisk(): number | null;
  /** Called after each try: with `null` when it was written, else with the error. */
  onFlushed(trouble: string | null): void;
  /**
   * Called with the error where a single row can never be written in its place: its bytes are counted there under no
   * site.
   */
  onMisplaced(error: unknown): void;
  /**
   * Called with the error where a single row cannot be written at all: it is dropped, with so many wire bytes, and all
   * others go on.
   */
  onLeftOut(error: unknown, bytes: number): void;
  /** What an earlier run of the background could not write: written first, each batch under its own number. */
  left: readonly Batch[];
  /** Keeps for a later run, in order, what cannot be written now; nothing once it is written. */
  keepLeft(batches: readonly Batch[]): void;
};

/**
 * Gathers postings and writes them batch by batch, one transaction at a time. A batch that failed is kept and retried
 * under its own number, so that it counts once even if only the confirmation was lost. One that can never be written is
 * split, and its unwritable rows are counted under no site or dropped with a report, so that they do not block all
 * later ones.
 */
export function createLedgerWriter(deps: LedgerWriterDeps): LedgerWriter {
  let draft = emptyDraft();
  const failed: Pending[] = deps.left.map(pendingOf);
  let hasLeft = failed.length > 0;
  let writing: { draft: Draft; done: Promise<string | null> } | null = null;
  let number = 0;
  let timer = false;
  let retryMs = RETRY_MS.first;

  const isEmpty = ({ postings, opened, closed }: Draft) => postings.size + opened.size + closed.size === 0;

  const schedule = (ms: number) => {
    if (timer) return;
    timer = true;
    deps.setTimer(() => {
      timer = false;
      void flush();
    }, ms);
  };

  const batchOf = (taken: Draft, batch: number): Batch => {
    const atRisk = deps.atRisk();
    return {
      run: deps.run,
      batch,
      at: deps.now(),
      postings: [...taken.postings.values()].filter(({ cell }) => !isEmptyCell(cell)),
      // As they are now: they go on growing while the batch is written, which then must not have half of it.
      opened: structuredClone([...taken.opened.values()]),
      closed: [...taken.closed],
      ...(atRisk !== null && { atRisk }),
    };
  };

  const nextBatch = (): Pending | null => {
    if (failed[0]) return failed[0];
    if (isEmpty(draft)) return null;
    const taken = draft;
    draft = emptyDraft();
    return { batch: batchOf(taken, ++number), draft: taken, unexplained: 0, probes: 0 };
  };

  /** Postings since the failed batch are kept under the number that their batch will have. */
  const keepLeft = () => {
    if (failed.length === 0 && !hasLeft) return;
    hasLeft = failed.length > 0;
    const latest = hasLeft && !isEmpty(draft) ? [batchOf(draft, number + 1)] : [];
    deps.keepLeft([...failed.map(({ batch }) => batch), ...latest]);
  };
  const keepLeftSoon = createKeepSoon(keepLeft, deps.setTimer, GATHER_MS);

  const writeOne = async (pending: Pending): Promise<string | null> => {
    try {
      await deps.write(pending.batch);
      if (failed[0] === pending) failed.shift();
      for (const resolve of pending.draft.waiting) resolve();
      retryMs = RETRY_MS.first;
      return null;
    } catch (error) {
      if (failed[0] !== pending) failed.unshift(pending);
      if (await isAtFault(pending, error)) pending.fault = error as Error;
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };

  /** Whether the batch itself is at fault: the error is not one of storage, or other batches are written meanwhile. */
  const isAtFault = async (pending: Pending, error: unknown): Promise<boolean> => {
    if (isUnwritable(error)) return true;
    if (!isUnexplained(error) || ++pending.unexplained < UNEXPLAINED_TRIES) return false;
    // Several rows are tried one by one; a probe numbered after them would mark them as written.
    if (splitUp(pending)) return true;
    return deps.write(probeOf(pending)).then(
      () => true,
      () => false,
    );
  };

  /** @returns whether a failed batch was blocking others and no longer is */
  const unblock = (): boolean => {
    const [first] = failed;
    if (!first?.fault) return false;
    const stand = standIn(first);
    const parts = splitUp(first) ?? stand;
    failed.splice(0, 1, ...(parts ?? []));
    if (parts !== null && parts === stand) deps.onMisplaced(first.fault);
    if (!parts) {
      deps.onLeftOut(first.fault, missingBytes(first));
      for (const resolve of first.draft.waiting) resolve();
    }
    return true;
  };

  const onPosted = () => {
    schedule(GATHER_MS);
    if (failed.length > 0) keepLeftSoon();
  };

  /** The highest number that a batch of what is posted now can have. */
  const lastNumber = () => number + (isEmpty(draft) ? 0 : 1);

  /** Does not wait for what is posted meanwhile, or a busy page would block a report for ever. */
  const flush = async (upTo = lastNumber()): Promise<string | null> => {
    if (writing) {
      await writing.done;
      return flush(upTo);
    }
    if (failed.length === 0 && number >= upTo) return null;
    const pending = nextBatch();
    if (!pending) return null;
    writing = { draft: pending.draft, done: writeOne(pending) };
    const trouble = await writing.done;
    writing = null;
    const isUnblocked = unblock();
    keepLeft();
    if (isUnblocked) return flush(upTo);
    deps.onFlushed(trouble);
    if (trouble !== null) {
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MS.most);
      return trouble;
    }
    return flush(upTo);
  };

  if (hasLeft) schedule(GATHER_MS);

  return {
    post: (posting) => {
      const place = placeOf(posting);
      const found = draft.postings.get(place);
      draft.postings.set(place, found ? { ...found, cell: addCells(found.cell, posting.cell) } : posting);
      onPosted();
    },
    open: (posting) => {
      draft.opened.set(posting.id, posting);
      onPosted();
    },
    close: (id) => {
      // Opened and closed between two flushes, it is never written; but an earlier state of it may have been.
      draft.opened.delete(id);
      draft.closed.add(id);
      onPosted();
    },
    flush: () => flush(),
    written: () => {
      const last = isEmpty(draft) ? (failed.at(-1)?.draft ?? writing?.draft) : draft;
      return last ? new Promise((resolve) => last.waiting.push(resolve)) : Promise.resolve();
    },
    unsaved: () =>
      [...new Set([draft, ...failed.map((one) => one.draft), ...(writing ? [writing.draft] : [])])].flatMap(
        ({ postings }) => [...postings.values()],
      ),
  };
}
