import { addCells, isEmptyCell } from '../core/cell.ts';
import type { Batch, Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createKeepSoon } from './keep-soon.ts';

/**
 * How long a posting waits for others to share its transaction: with the time for which the inbox gathers what a killed browser
 * may lose, which is to be a second at most, on a busy machine too.
 */
const GATHER_MS = 350;

/** After a failed flush the next try waits this long, doubling to the second figure. */
const RETRY_MS = { first: 1000, most: 60_000 };

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

type Draft = {
  postings: Map<string, Posting>;
  opened: Map<string, OpenPosting>;
  closed: Set<string>;
  waiting: (() => void)[];
};

const emptyDraft = (): Draft => ({ postings: new Map(), opened: new Map(), closed: new Set(), waiting: [] });

/** A batch under its number, and the draft that it was made of. `odd`: why it was not written, and that lies in itself. */
type Pending = { batch: Batch; draft: Draft; odd?: Error };

/** What IndexedDB, or the merging of rows, says of a value that it cannot take, however often it is tried. */
const ODD = new Set(['DataError', 'DataCloneError', 'TypeError', 'RangeError']);

const pendingOf = (batch: Batch): Pending => ({
  batch,
  draft: { ...emptyDraft(), postings: new Map(batch.postings.map((posting) => [placeOf(posting), posting])) },
});

/**
 * Each row of a batch in one of its own, under numbers between the batch's and the one before, so that each counts once and
 * whatever follows keeps its number. `null`: it has a single row. What is settled comes first and what is opened last: if all
 * ends in between, a correction may be missing but none is made twice, nor one of what was never counted.
 */
function takenApart({ batch, draft }: Pending): Pending[] | null {
  const { closed, postings, opened } = batch;
  const parts = [
    ...(closed.length > 0 ? [{ closed, postings: [], opened: [] }] : []),
    ...postings.map((posting) => ({ closed: [], postings: [posting], opened: [] })),
    ...opened.map((posting) => ({ closed: [], postings: [], opened: [posting] })),
  ];
  if (parts.length < 2) return null;
  const pending = parts.map((part, index) =>
    pendingOf({ ...batch, ...part, batch: batch.batch - 1 + (index + 1) / parts.length }),
  );
  pending.at(-1)!.draft.waiting = draft.waiting;
  return pending;
}

/** None but an owner's can have a space in it, and that one comes last. */
const placeOf = ({ slot, owner, site, host, kind }: Posting) => `${slot.from} ${kind} ${site} ${host} ${owner}`;

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
  /** Told why a single row cannot be written, ever: it is left out, and all others go on. */
  onLeftOut(error: unknown): void;
  /** What an earlier run of the background could not write: it comes before all else, each batch under its own number. */
  left: readonly Batch[];
  /** Keeps, for a later run, what cannot be written now, in order; nothing once it is. */
  keepLeft(batches: readonly Batch[]): void;
};

/**
 * Gathers postings and writes them batch by batch, one transaction at a time. A batch that could not be written is
 * kept and tried again under its own number, so that it counts once even where only its answer was lost. One that can never be
 * written is taken apart, and what cannot be written of it is left out: it must not keep all later ones from the disk.
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
    return { batch: batchOf(taken, ++number), draft: taken };
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
      if (error instanceof Error && ODD.has(error.name)) pending.odd = error;
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };

  /** @returns whether what has just failed was in the way of others and is so no more */
  const clearWay = (): boolean => {
    const [first] = failed;
    if (!first?.odd) return false;
    const parts = takenApart(first);
    failed.splice(0, 1, ...(parts ?? []));
    if (!parts) {
      deps.onLeftOut(first.odd);
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
