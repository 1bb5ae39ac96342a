import type { OpenPosting, OpenRow } from './schema.ts';

type Store = {
  getAll(): Promise<(OpenRow | OpenPosting)[]>;
  put(row: OpenRow): Promise<unknown>;
  delete(id: string): Promise<void>;
};

/** Which row has the newest state of each posting. */
type Known = {
  /** Oldest first; `newest`: the postings whose newest state is in the row. */
  rows: { id: string; newest: Set<string> }[];
  /** By posting, the `newest` set that contains it. */
  of: Map<string, Set<string>>;
  next: number;
};

/** Enough digits for years: rows are read in the order of their ids, which are strings. */
const DIGITS = 12;

const known = new WeakMap<object, Known>();

/**
 * Records which postings are open, with their newest state, and which are settled: one row for each transaction,
 * however many they are, for dozens come and go in a busy second. A row is deleted when it has no posting's newest
 * state and no older row is left, so that a posting it settled cannot come back from one.
 *
 * @param database the key under which `known` is cached; if the transaction fails, {@link forgetJournal} must be called
 */
export async function noteOpen(
  database: object,
  store: Store,
  opened: readonly OpenPosting[],
  closed: readonly string[],
): Promise<void> {
  const journal = known.get(database) ?? indexOf(inOrder(await store.getAll()));
  known.set(database, journal);
  // What was settled before it was ever written needs no row.
  const row = { id: idOf(journal.next), opened, closed: closed.filter((id) => journal.of.has(id)) };
  if (row.opened.length + row.closed.length === 0) return;
  enter(journal, row);
  const writes: Promise<unknown>[] = [];
  while (journal.rows[0]?.newest.size === 0) {
    const { id } = journal.rows.shift()!;
    if (id !== row.id) writes.push(store.delete(id));
  }
  if (journal.rows.length > 0) writes.push(store.put(row));
  await Promise.all(writes);
}

/** To be called where others changed rows, or where a transaction failed. */
export function forgetJournal(database: object): void {
  known.delete(database);
}

/** The newest state of all open postings, in the order in which they were opened. */
export function openIn(rows: readonly (OpenRow | OpenPosting)[]): OpenPosting[] {
  const open = new Map<string, OpenPosting>();
  for (const { opened, closed } of inOrder(rows)) {
    for (const id of closed) open.delete(id);
    for (const posting of opened) open.set(posting.id, posting);
  }
  return [...open.values()];
}

/** Earlier versions had one row for each posting, under its own id: those are older than all others. */
export const isPosting = (row: OpenRow | OpenPosting): row is OpenPosting => !('opened' in row);

function inOrder(rows: readonly (OpenRow | OpenPosting)[]): OpenRow[] {
  const former = rows.filter(isPosting).map((posting) => ({ id: posting.id, opened: [posting], closed: [] }));
  return [...former, ...rows.filter((row) => !isPosting(row))] as OpenRow[];
}

function indexOf(rows: readonly OpenRow[]): Known {
  const journal: Known = { rows: [], of: new Map(), next: 0 };
  for (const row of rows) enter(journal, row);
  return journal;
}

function enter(journal: Known, { id, opened, closed }: OpenRow): void {
  const newest = new Set<string>();
  const leave = (posting: string) => journal.of.get(posting)?.delete(posting);
  for (const posting of closed) {
    leave(posting);
    journal.of.delete(posting);
  }
  for (const posting of opened) {
    leave(posting.id);
    newest.add(posting.id);
    journal.of.set(posting.id, newest);
  }
  journal.rows.push({ id, newest });
  // The ids of such earlier rows are no numbers.
  if (id === idOf(Number(id))) journal.next = Number(id) + 1;
}

const idOf = (number: number): string => String(number).padStart(DIGITS, '0');
