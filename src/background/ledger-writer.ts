import { addCells, isEmptyCell } from '../core/cell.ts';
import type { Batch, Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';

/**
 * How long a posting waits for others to share its transaction: what a killed browser may lose, which is to be a second at
 * most, on a busy machine too. A page's timeline tells most of its sizes sooner than that: they are then written once.
 */
const GATHER_MS = 500;

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
};

/**
 * Gathers postings and writes them batch by batch, one transaction at a time. A batch that could not be written is
 * kept and tried again under its own number, so that it counts once even where only its answer was lost.
 */
export function createLedgerWriter(deps: LedgerWriterDeps): LedgerWriter {
  let draft = emptyDraft();
  let failed: (Batch & { draft: Draft }) | null = null;
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

  const nextBatch = (): (Batch & { draft: Draft }) | null => {
    if (failed) return failed;
    if (isEmpty(draft)) return null;
    const taken = draft;
    draft = emptyDraft();
    const postings = [...taken.postings.values()].filter(({ cell }) => !isEmptyCell(cell));
    const opened = [...taken.opened.values()];
    const atRisk = deps.atRisk();
    return {
      run: deps.run,
      batch: ++number,
      at: deps.now(),
      postings,
      opened,
      closed: [...taken.closed],
      ...(atRisk !== null && { atRisk }),
      draft: taken,
    };
  };

  const writeOne = async (batch: Batch & { draft: Draft }): Promise<string | null> => {
    const { draft: _, ...plain } = batch;
    try {
      await deps.write(plain);
      failed = null;
      for (const resolve of batch.draft.waiting) resolve();
      retryMs = RETRY_MS.first;
      return null;
    } catch (error) {
      failed = batch;
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };

  /** Batches that are taken from what is posted now have this number at most. */
  const lastNumber = () => number + (isEmpty(draft) ? 0 : 1);

  /** What goes on being posted meanwhile is not waited for, or a busy page would keep a report waiting for ever. */
  const flush = async (upTo = lastNumber()): Promise<string | null> => {
    if (writing) {
      await writing.done;
      return flush(upTo);
    }
    if (!failed && number >= upTo) return null;
    const batch = nextBatch();
    if (!batch) return null;
    writing = { draft: batch.draft, done: writeOne(batch) };
    const trouble = await writing.done;
    writing = null;
    deps.onFlushed(trouble);
    if (trouble !== null) {
      schedule(retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MS.most);
      return trouble;
    }
    return flush(upTo);
  };

  return {
    post: (posting) => {
      const { slot, owner, site, host, kind } = posting;
      // None but an owner's can have a space in it, and that one comes last.
      const key = `${slot.from} ${kind} ${site} ${host} ${owner}`;
      const found = draft.postings.get(key);
      draft.postings.set(key, found ? { ...found, cell: addCells(found.cell, posting.cell) } : posting);
      schedule(GATHER_MS);
    },
    open: (posting) => {
      draft.opened.set(posting.id, posting);
      schedule(GATHER_MS);
    },
    close: (id) => {
      // Opened and closed between two flushes: never written at all.
      if (!draft.opened.delete(id)) draft.closed.add(id);
      schedule(GATHER_MS);
    },
    flush: () => flush(),
    written: () => {
      const last = isEmpty(draft) ? (writing?.draft ?? failed?.draft) : draft;
      return last ? new Promise((resolve) => last.waiting.push(resolve)) : Promise.resolve();
    },
    unsaved: () =>
      [draft, ...(failed ? [failed.draft] : []), ...(writing && writing.draft !== failed?.draft ? [writing.draft] : [])]
        .map(({ postings }) => [...postings.values()])
        .flat(),
  };
}
