import type { Batch, Posting } from '../storage/ledger.ts';
import type { OpenPosting } from '../storage/schema.ts';

/** Posted, but not yet a batch. */
export type Draft = {
  postings: Map<string, Posting>;
  opened: Map<string, OpenPosting>;
  closed: Set<string>;
  waiting: (() => void)[];
};

/**
 * A numbered batch, and the draft that it was made from. `fault`: the error that shows the batch itself to be at fault;
 * `unexplained`: how often it failed without a reason; `probes`: how many probes were written for it.
 */
export type Pending = { batch: Batch; draft: Draft; fault?: Error; unexplained: number; probes: number };

/** Errors of IndexedDB, or of merging rows, for a value that can never be written. */
const UNWRITABLE = new Set(['DataError', 'DataCloneError', 'ConstraintError', 'TypeError', 'RangeError']);

/**
 * Probes are numbered below a part's own number: `before` is less than the distance between a million parts, and holds
 * a thousand `step`s.
 */
const PROBE = { before: 2 ** -21, step: 2 ** -31 };

/** Nothing is posted. */
export const emptyDraft = (): Draft => ({ postings: new Map(), opened: new Map(), closed: new Set(), waiting: [] });

/** The owner comes last: only an owner can contain a space. */
export const placeOf = ({ slot, owner, site, host, kind }: Posting): string =>
  `${slot.from} ${kind} ${site} ${host} ${owner}`;

/** A batch that waits to be written. */
export const pendingOf = (batch: Batch): Pending => ({
  batch,
  draft: { ...emptyDraft(), postings: new Map(batch.postings.map((posting) => [placeOf(posting), posting])) },
  unexplained: 0,
  probes: 0,
});

/** Whether the data is at fault, so that no second try helps. */
export const isUnwritable = (error: unknown): boolean => error instanceof Error && UNWRITABLE.has(error.name);

/** Whether the browser gave no reason: it may be a damaged row, or a temporary fault of the disk. */
export const isUnexplained = (error: unknown): boolean => error instanceof Error && error.name === 'UnknownError';

/** An empty batch, numbered before this one: if it is written and this one is not, storage works. */
export function probeOf(pending: Pending): Batch {
  const { batch } = pending;
  const number = batch.batch - PROBE.before + PROBE.step * pending.probes++;
  return { ...batch, batch: number, postings: [], opened: [], closed: [] };
}

/**
 * Splits a batch into batches of one row, numbered between the previous batch and this one, so that each counts once
 * and later batches keep their numbers. `null`: it has a single row. Closed postings come first and opened ones last:
 * if the run ends in between, a correction may be missing, but none is applied twice, nor to what was never counted.
 */
export function splitUp({ batch, draft, unexplained }: Pending): Pending[] | null {
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
 * A single row's bytes under a name that can always be written: in its slot, under no site. `null`: it is there
 * already, has no bytes, or corrects bytes that were counted elsewhere.
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

/** The wire bytes that are lost if it is dropped. */
export function missingBytes({ batch }: Pending): number {
  const bytes = batch.postings.reduce((sum, { cell }) => sum + cell.down + cell.up, 0);
  return Number.isFinite(bytes) ? Math.max(0, Math.round(bytes)) : 0;
}
