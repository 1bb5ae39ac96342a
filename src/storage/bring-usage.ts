import type { IDBPTransaction, StoreNames } from 'idb';
import { archiveDigest } from '../core/archive-digest.ts';
import { archiveKin, type Likeness } from '../core/archive-kin.ts';
import type { Archive } from '../core/contract.ts';
import { epochMs } from '../core/epoch-ms.ts';
import { addToRows, type SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { archiveRow, type ArchiveRow } from './archive-row.ts';
import { addLikeness, compareTile } from './compare-tile.ts';
import { readNames, type NameTable } from './name-table.ts';
import { openPacked, packRows } from './packed-rows.ts';
import { readBoth } from './read-slots.ts';
import { sourceOf, type ArchiveMark, type DatagaugeSchema, type Owner, type StoredSlot } from './schema.ts';
import { dropSummaries } from './summary.ts';
import { tileAdditions, type Meeting } from './tile-additions.ts';
import { unpackRows } from './unpack-rows.ts';
import { usageTiles, type UsageTile } from './usage-tiles.ts';

/** A transaction that writes usage: an import’s or a migration’s. */
export type BringTransaction = IDBPTransaction<
  DatagaugeSchema,
  ArrayLike<StoreNames<DatagaugeSchema>>,
  'readwrite' | 'versionchange'
>;

/** Archives remembered; the oldest are forgotten first, and then recognised by their figures only. */
const MARKS_KEPT = 1000;

/**
 * Adds what is new in an archive's usage to the ledger that it continues, within a transaction over all stores.
 *
 * @param database the key under which names are cached
 * @returns how many rows added something, and where the first of them begins (epoch ms; `Infinity` where none did)
 */
export async function bringUsage(
  database: object,
  transaction: BringTransaction,
  archive: Pick<Archive, 'exportedAt' | 'usage'>,
): Promise<{ added: number; since: number }> {
  if (archive.usage.length === 0) return { added: 0, since: Infinity };
  const names = await readNames(database, transaction.objectStore('names'));
  const rows = archive.usage.map(archiveRow);
  const slots = await slotsNear(transaction, rows);
  const tiles = usageTiles(rows, slots);
  const { source, meeting } = await continued(transaction, archive, tiles, names);
  const additions = tiles.flatMap((tile) =>
    tile.slots.length === 0 ? tile.rows : tileAdditions(compareTile(tile, names), source, meeting),
  );
  const there = new Map(slots.map((slot) => [slotKey(sourceOf(slot), slot), slot]));
  await addAll(transaction, additions, source, { there, names });
  const mark = { digest: archiveDigest(archive), source, exportedAt: epochMs(archive.exportedAt) };
  await keepArchiveMark(transaction.objectStore('archives'), mark);
  // Folding has to start over: it has passed these slots.
  if (additions.length > 0) await transaction.objectStore('folds').delete('folded');
  return { added: additions.length, since: additions.reduce((first, { from }) => Math.min(first, from), Infinity) };
}

/** Records an archive that was exported or imported. */
export async function keepArchiveMark(
  store: {
    getAll(): Promise<ArchiveMark[]>;
    put(mark: ArchiveMark): Promise<unknown>;
    delete(digest: string): Promise<void>;
  },
  mark: ArchiveMark,
): Promise<void> {
  const marks = (await store.getAll()).filter(({ digest }) => digest !== mark.digest);
  const old = marks.sort((a, b) => b.exportedAt - a.exportedAt).slice(MARKS_KEPT - 1);
  await Promise.all([...old.map(({ digest }) => store.delete(digest)), store.put(mark)]);
}

async function slotsNear(transaction: BringTransaction, rows: readonly ArchiveRow[]) {
  let [first, last] = [Infinity, -Infinity];
  for (const { from, to } of rows) [first, last] = [Math.min(first, from), Math.max(last, to)];
  const slots = await readBoth(transaction, first - LONGEST_SLOT_MS, last);
  // A damaged slot counts as missing: the archive's content replaces it.
  return slots.filter(({ packed }) => openPacked(packed) !== null);
}

/** Which ledger an archive continues, and how its rows are merged with those there. */
async function continued(
  transaction: BringTransaction,
  archive: Pick<Archive, 'exportedAt' | 'usage'>,
  tiles: readonly UsageTile[],
  names: NameTable,
): Promise<{ source: number; meeting: Meeting }> {
  const marks = await transaction.objectStore('archives').getAll();
  const digest = archiveDigest(archive);
  const known = marks.find((mark) => mark.digest === digest);
  if (known) return { source: known.source, meeting: 'absent' };
  const likenesses = new Map<number, Likeness>();
  for (const tile of tiles) if (tile.slots.length > 0) addLikeness(likenesses, compareTile(tile, names));
  const own = likenesses.get(0) ?? { shared: 0, same: 0, covered: 0, rows: 0 };
  likenesses.delete(0);
  const source = archiveKin(own, likenesses);
  if (source === null) return { source: 1 + Math.max(0, ...marks.map((mark) => mark.source)), meeting: 'all' };
  if (source === 0) return { source, meeting: 'excess' };
  const newest = Math.max(...marks.filter((mark) => mark.source === source).map((mark) => mark.exportedAt));
  return { source, meeting: epochMs(archive.exportedAt) >= newest ? 'replace' : 'absent' };
}

const slotKey = (source: number, { from, owner }: { from: number; owner: Owner }) => `${source} ${from} ${owner}`;

async function addAll(
  transaction: BringTransaction,
  additions: readonly ArchiveRow[],
  source: number,
  { there, names }: { there: ReadonlyMap<string, StoredSlot>; names: NameTable },
): Promise<void> {
  const groups = new Map<string, ArchiveRow[]>();
  for (const row of additions) {
    const key = slotKey(source, row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const [own, brought] = [transaction.objectStore('slots'), transaction.objectStore('brought')];
  const writes: Promise<unknown>[] = [];
  const write = (request: Promise<unknown>) => {
    // If a later call throws synchronously, nobody awaits this one's rejection by the abort.
    request.catch(() => {});
    writes.push(request);
  };
  for (const [key, group] of groups) {
    const { from, owner } = group[0]!;
    const found = there.get(key);
    const rows = (found && unpackRows(found.packed, names)) ?? (new Map() as SiteRows);
    for (const { site, host, kind, cell } of group) addToRows(rows, site, host, kind, cell);
    const to = Math.max(found?.to ?? 0, ...group.map((row) => row.to));
    const slot = { from, to, owner, packed: packRows(rows, names.idOf) };
    write(source === 0 ? own.put(slot) : brought.put({ ...slot, source }));
  }
  const changed = [...groups.values()].map(([first]) => first!.from);
  write(dropSummaries(transaction.objectStore('summaries'), changed));
  await Promise.all([...writes, ...names.save(transaction.objectStore('names'))]);
}
