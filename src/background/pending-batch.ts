import type { Batch, Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';

/** What is posted and not yet a batch. */
export type Draft = {
  postings: Map<string, Posting>;
  opened: Map<string, OpenPosting>;
  closed: Set<string>;
  waiting: (() => void)[];
};

/**
 * A batch under its number, and the draft that it was made of. `odd`: why it was not written, and that lies in itself.
 * `unexplained`: how often it was refused without a reason; `probes`: how often it was asked whether others are, too.
 */
export type Pending = { batch: Batch; draft: Draft; odd?: Error; unexplained: number; probes: number };

/** What IndexedDB, or the merging of rows, says of a value that it cannot take, however often it is tried. */
const ODD = new Set(['DataError', 'DataCloneError', 'ConstraintError', 'TypeError', 'RangeError']);

/** Between the numbers of two parts of a batch there is more room than this, for a million parts; and in it for a thousand probes. */
const PROBE = { before: 2 ** -21, step: 2 ** -31 };

/** Nothing is posted. */
export const emptyDraft = (): Draft => ({ postings: new Map(), opened: new Map(), closed: new Set(), waiting: [] });

/** None but an owner's can have a space in it, and that one comes last. */
export const placeOf = ({ slot, owner, site, host, kind }: Posting): string =>
  `${slot.from} ${kind} ${site} ${host} ${owner}`;

/** A batch that waits to be written. */
export const pendingOf = (batch: Batch): Pending => ({
  batch,
  draft: { ...emptyDraft(), postings: new Map(batch.postings.map((posting) => [placeOf(posting), posting])) },
  unexplained: 0,
  probes: 0,
});

/** Whether an error lies in what was to be written, so that no second try helps. */
export const isOdd = (error: unknown): boolean => error instanceof Error && ODD.has(error.name);

/** Whether a browser did not say why: it may be a damaged row, or a disk's bad minute. */
export const isUnexplained = (error: unknown): boolean => error instanceof Error && error.name === 'UnknownError';

/** A batch of nothing, before this one's number: written where this one is not, it shows that storage works. */
export function probeOf(pending: Pending): Batch {
  const { batch } = pending;
  const number = batch.batch - PROBE.before + PROBE.step * pending.probes++;
  return { ...batch, batch: number, postings: [], opened: [], closed: [] };
}

/**
 * Each row of a batch in one of its own, under numbers between the batch's and the one before, so that each counts once and
 * whatever follows keeps its number. `null`: it has a single row. What is settled comes first and what is opened last: if all
 * ends in between, a correction may be missing but none is made twice, nor one of what was never counted.
 */
export function takenApart({ batch, draft, unexplained }: Pending): Pending[] | null {
  const { closed, postings, opened } = batch;
  const parts = [
    ...(closed.length > 0 ? [{ closed, postings: [], opened: [] }] : []),
    ...postings.map((posting) => ({ closed: [], postings: [posting], opened: [] })),
    ...opened.map((posting) => ({ closed: [], postings: [], opened: [posting] })),
  ];
  if (parts.length < 2) return null;
  const pending = parts.map((part, index) => ({
    ...pendingOf({ ...batch, ...part, batch: batch.batch - 1 + (index + 1) / parts.length }),
    unexplained,
  }));
  pending.at(-1)!.draft.waiting = draft.waiting;
  return pending;
}

/**
 * The bytes of a single row where they can always be named: in its slot, under no site. `null`: it is there already, has none,
 * or takes some back of what stands elsewhere.
 */
export function standIn({ batch, draft, unexplained }: Pending): Pending[] | null {
  const [posting, ...more] = batch.postings;
  if (!posting || more.length > 0) return null;
  const { site, host, cell } = posting;
  const isCounted = Object.values(cell).every((value) => Number.isFinite(value) && value >= 0);
  if (!isCounted || (site === '' && host === '' && posting.kind === 'other')) return null;
  const stand = pendingOf({ ...batch, postings: [{ ...posting, site: '', host: '', kind: 'other' }] });
  stand.draft.waiting = draft.waiting;
  return [{ ...stand, unexplained }];
}

/** Wire bytes that are missing without it. */
export function missingBytes({ batch }: Pending): number {
  const bytes = batch.postings.reduce((sum, { cell }) => sum + cell.down + cell.up, 0);
  return Number.isFinite(bytes) ? Math.max(0, Math.round(bytes)) : 0;
}
