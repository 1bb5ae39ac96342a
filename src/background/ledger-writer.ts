import { addCells, isEmptyCell } from '../core/cell.ts';
import type { Batch, Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createKeepSoon } from './keep-soon.ts';
import {
  emptyDraft,
  isOdd,
  isUnexplained,
  missingBytes,
  pendingOf,
  placeOf,
  probeOf,
  standIn,
  takenApart,
  type Draft,
  type Pending,
} from './pending-batch.ts';

/**
 * How long a posting waits for others to share its transaction: with the time for which the inbox gathers what a killed browser
 * may lose, which is to be a second at most, on a busy machine too.
 */
const GATHER_MS = 350;

/** After a failed flush the next try waits this long, doubling to the second figure. */
const RETRY_MS = { first: 1000, most: 60_000 };

/** So often a batch is refused without a reason before it is asked whether that lies in it: a disk may have a bad minute. */
const UNEXPLAINED_TRIES = 3;

/** The one writer of usage. */
export type LedgerWriter = {
  post(posting: Posting): void;
  /** Remembers, in the same transaction as what was posted before, that a posting may be corrected. */
  open(posting: OpenPosting): void;
  /** Forgets an open posting, in the same transaction as its correction. */
  close(id: string): void;
  /** Writes all that was posted before; resolves to why it could not, or `null`. */
  flush(): Promise<string | null>;
  /** Resolves when all that was posted before is on disk. */
  written(): Promise<void>;
  /** What is posted and not yet on disk. */
  unsaved(): Posting[];
};

export type LedgerWriterDeps = {
  /** Writes a batch in one transaction. */
  write(batch: Batch): Promise<unknown>;
  /** Names this run of the background; batches count up within it. */
  run: string;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  /** See `Pulse`. */
  atRisk(): number | null;
  /** Told after each try: `null` when it was written, else why not. */
  onFlushed(trouble: string | null): void;
  /** Told why a single row can never be written in its place: its bytes stand under no site's name there. */
  onMisplaced(error: unknown): void;
  /** Told why a single row cannot be written at all: it is left out, so many wire bytes, and all others go on. */
  onLeftOut(error: unknown, bytes: number): void;
  /** What an earlier run of the background could not write: it comes before all else, each batch under its own number. */
  left: readonly Batch[];
  /** Keeps, for a later run, what cannot be written now, in order; nothing once it is. */
  keepLeft(batches: readonly Batch[]): void;
};

/**
 * Gathers postings and writes them batch by batch, one transaction at a time. A batch that could not be written is
 * kept and tried again under its own number, so that it counts once even where only its answer was lost. One that can never be
 * written is taken apart, and what cannot be written of it is counted under no site's name, or left out and told of: it must not
 * keep all later ones from the disk.
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
      opened: [...taken.opened.values()],
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

  /** What has come since the batch that failed goes under the number that it will have. */
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
      if (await isItsOwn(pending, error)) pending.odd = error as Error;
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };

  /** Whether a fault lies in the batch: one that is none of storage's, or while others are written all the same. */
  const isItsOwn = async (pending: Pending, error: unknown): Promise<boolean> => {
    if (isOdd(error)) return true;
    if (!isUnexplained(error) || ++pending.unexplained < UNEXPLAINED_TRIES) return false;
    // Of several rows each is asked by itself; a probe's number behind theirs would pass them for written.
    if (takenApart(pending)) return true;
    return deps.write(probeOf(pending)).then(
      () => true,
      () => false,
    );
  };

  /** @returns whether what has just failed was in the way of others and is so no more */
  const clearWay = (): boolean => {
    const [first] = failed;
    if (!first?.odd) return false;
    const stand = standIn(first);
    const parts = takenApart(first) ?? stand;
    failed.splice(0, 1, ...(parts ?? []));
    if (parts !== null && parts === stand) deps.onMisplaced(first.odd);
    if (!parts) {
      deps.onLeftOut(first.odd, missingBytes(first));
      for (const resolve of first.draft.waiting) resolve();
    }
    return true;
  };

  const onPosted = () => {
    schedule(GATHER_MS);
    if (failed.length > 0) keepLeftSoon();
  };

  /** Batches that are taken from what is posted now have this number at most. */
  const lastNumber = () => number + (isEmpty(draft) ? 0 : 1);

  /** What goes on being posted meanwhile is not waited for, or a busy page would keep a report waiting for ever. */
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
    const isCleared = clearWay();
    keepLeft();
    if (isCleared) return flush(upTo);
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
      // Opened and closed between two flushes it is never written at all; but an earlier state of it may have been.
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
