import type { SiteRows } from '../core/ledger-rows.ts';
import type { SizeModelState } from '../core/size-model.ts';
import { forgetNames, readNames } from './name-table.ts';
import { forgetJournal, isPosting } from './open-journal.ts';
import type { Database } from './open-database.ts';
import { openPacked, packRows } from './packed-rows.ts';
import { readBoth } from './read-slots.ts';
import type { BroughtSlot, OpenPosting, StoredSlot } from './schema.ts';
import { dropSummaries } from './summary.ts';
import { unpackRows } from './unpack-rows.ts';

/** What is to be forgotten: a site, or all slots that begin in `from`…`to` (epoch ms, half-open). */
export type Forgetting = { site: string } | { from: number; to: number };

/** Whether usage of that site, in a slot that begins at `from`, is to be forgotten. */
export const isForgotten = (what: Forgetting, site: string, from: number): boolean =>
  'site' in what ? site === what.site : from >= what.from && from < what.to;

/**
 * Deletes usage in one transaction: the rows, summaries that include them, transfers that might still be corrected,
 * what was learned of hosts, and every name that is no longer used.
 *
 * @returns the hosts whose names are gone
 */
export async function forgetUsage(database: Database, what: Forgetting): Promise<ReadonlySet<string>> {
  const stores = ['slots', 'brought', 'summaries', 'names', 'openPostings', 'models'] as const;
  const transaction = database.transaction(stores, 'readwrite');
  const [own, brought] = [transaction.objectStore('slots'), transaction.objectStore('brought')];
  const names = await readNames(database, transaction.objectStore('names'));
  const all = await readBoth(transaction, 0, Number.MAX_SAFE_INTEGER);
  const writes: Promise<unknown>[] = [];
  const used = new Set<number>();
  const changed: number[] = [];
  for (const slot of all) {
    const rows = unpackRows(slot.packed, names);
    if (!rows) {
      // Its sites are unknown; their names go unless others use them, too.
      if ('site' in what || !isForgotten(what, '', slot.from)) continue;
      changed.push(slot.from);
      writes.push(drop({ own, brought }, slot));
      continue;
    }
    const left = leftOf(rows, (site) => isForgotten(what, site, slot.from));
    if (left.size === rows.size) {
      openPacked(slot.packed)?.((...ids) => ids.slice(0, 3).forEach((id) => used.add(id as number)));
      continue;
    }
    changed.push(slot.from);
    if (left.size === 0) writes.push(drop({ own, brought }, slot));
    else {
      const packed = packRows(left, (name) => {
        const id = names.idOf(name);
        used.add(id);
        return id;
      });
      writes.push('source' in slot ? brought.put({ ...slot, packed }) : own.put({ ...slot, packed }));
    }
  }
  writes.push(dropSummaries(transaction.objectStore('summaries'), changed));
  const open = transaction.objectStore('openPostings');
  for (const row of await open.getAll()) {
    if (isPosting(row)) {
      if (isTouched(what, row)) writes.push(open.delete(row.id));
      continue;
    }
    const opened = row.opened.filter((posting) => !isTouched(what, posting));
    if (opened.length < row.opened.length) writes.push(open.put({ ...row, opened }));
  }
  const gone = new Set<string>();
  for (const id of await transaction.objectStore('names').getAllKeys()) {
    const name = names.nameOf(id);
    if (name === null || used.has(id)) continue;
    gone.add(name);
    writes.push(transaction.objectStore('names').put(null, id));
  }
  const models = transaction.objectStore('models');
  for (const of of ['size', 'share'] as const) {
    const model = (await models.get(of)) as SizeModelState | undefined;
    if (model) writes.push(models.put(withoutHosts(model, gone), of));
  }
  await Promise.all([...writes, transaction.done]);
  forgetNames(database);
  forgetJournal(database);
  return gone;
}

/** Deletes everything: usage, plans, readings, holds, alerts, settings. */
export async function forgetEverything(database: Database): Promise<void> {
  const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
  await Promise.all([
    ...[...database.objectStoreNames].map((store) => transaction.objectStore(store).clear()),
    transaction.done,
  ]);
  forgetNames(database);
  forgetJournal(database);
}

/** Whether a correctable transfer has posted something that is to be forgotten. */
export const isTouched = (what: Forgetting, { site, pieces }: OpenPosting): boolean =>
  'site' in what ? site === what.site : pieces.some(({ slot }) => isForgotten(what, site, slot.from));

function leftOf(rows: SiteRows, isGone: (site: string) => boolean): SiteRows {
  return new Map([...rows].filter(([site]) => !isGone(site)));
}

function drop(
  stores: {
    own: { delete(key: [number, StoredSlot['owner']]): Promise<void> };
    brought: { delete(key: [number, StoredSlot['owner'], number]): Promise<void> };
  },
  slot: StoredSlot | BroughtSlot,
): Promise<void> {
  return 'source' in slot
    ? stores.brought.delete([slot.from, slot.owner, slot.source])
    : stores.own.delete([slot.from, slot.owner]);
}

const withoutHosts = (model: SizeModelState, hosts: ReadonlySet<string>): SizeModelState =>
  model.filter(([key]) => !hosts.has(key.slice(0, key.indexOf(' '))));
