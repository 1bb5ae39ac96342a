import { eachRow } from '../core/ledger-rows.ts';
import { readingKey } from '../core/reading-key.ts';
import type { Slot } from '../core/slot.ts';
import { addBatch, type Batch } from './ledger.ts';
import type { Database } from './open-database.ts';
import { FIRST_SETTINGS } from './plan-store.ts';
import { readSlots } from './read-slots.ts';
import type { Owner } from './schema.ts';

/**
 * Moves the content of a rescue database into the database that it replaced: what was counted meanwhile, and the plans,
 * readings and holds that were set. What is there already stays; the plan chosen last is the active one. Repeated after
 * a crash, it adds nothing twice: each slot is named by the runs that wrote it, what has been moved is deleted, and all
 * else has ids.
 */
export async function bringBack(database: Database, rescue: Database): Promise<void> {
  await bringUsageBack(database, rescue);
  await bringSetBack(database, rescue);
}

async function bringUsageBack(database: Database, rescue: Database): Promise<void> {
  const flushes = await rescue.getAll('flushes');
  if (flushes.length === 0) return;
  const runs = flushes.map(({ run }) => run).join(' ');
  const at = Math.max(...flushes.map((flush) => flush.at));
  const ownerOf = await ownerIn(database, rescue);
  for (const { from, to, owner, rows } of await readSlots(rescue, 0, Number.MAX_SAFE_INTEGER)) {
    const postings = [...eachRow(rows)].map((row) => ({ slot: { from, to }, owner: ownerOf(owner), ...row }));
    const run = `rescue ${from} ${owner} ${runs}`;
    await addNear(database, { run, batch: 1, at, postings, opened: [], closed: [] });
  }
  await Promise.all([rescue.clear('slots'), rescue.clear('summaries')]);
}

/**
 * Whose in `database` a rescue database's usage is: that database knew nothing of the plan that went on being active.
 */
async function ownerIn(database: Database, rescue: Database): Promise<(owner: Owner) => Owner> {
  const [settings, chosen] = await Promise.all([
    database.get('settings', 'settings'),
    rescue.get('settings', 'settings'),
  ]);
  if (!settings?.active || chosen?.active) return (owner) => owner;
  const active: Owner = settings.metered ? `plan:${settings.active}` : 'unmetered';
  return (owner) => (owner === 'none' ? active : owner);
}

/** How many slots later a batch is added at most where those that it belongs to are damaged. */
const MOST_LATER = 100;

/** Adds a batch of one slot, or, where that slot is damaged there, to the next that is not: nothing is lost. */
async function addNear(database: Database, batch: Batch): Promise<void> {
  for (let later = 0; ; later++) {
    const postings = batch.postings.map((posting) => ({ ...posting, slot: laterSlot(posting.slot, later) }));
    try {
      await addBatch(database, { ...batch, postings });
      return;
    } catch (error) {
      if (!(error instanceof RangeError) || later >= MOST_LATER) throw error;
    }
  }
}

const laterSlot = ({ from, to }: Slot, count: number): Slot => ({
  from: from + count * (to - from),
  to: to + count * (to - from),
});

const STORES = ['plans', 'readings', 'holds', 'holdSettings', 'settings'] as const;

async function bringSetBack(database: Database, rescue: Database): Promise<void> {
  const from = rescue.transaction(STORES);
  const [plans, readings, holds, holdSettings, chosen] = await Promise.all([
    from.objectStore('plans').getAll(),
    from.objectStore('readings').getAll(),
    from.objectStore('holds').getAll(),
    from.objectStore('holdSettings').get('holds'),
    from.objectStore('settings').get('settings'),
    from.done,
  ]);
  const to = database.transaction(STORES, 'readwrite');
  const settings = { ...FIRST_SETTINGS, ...(await to.objectStore('settings').get('settings')) };
  const planIds = new Set(await to.objectStore('plans').getAllKeys());
  const held = new Set(await to.objectStore('holds').getAllKeys());
  const keyOf = ({ plan, reading }: (typeof readings)[number]) => JSON.stringify([plan, readingKey(reading)]);
  const said = new Set((await to.objectStore('readings').getAll()).map(keyOf));
  const writes: Promise<unknown>[] = [
    ...plans.filter(({ id }) => !planIds.has(id)).map((plan) => to.objectStore('plans').put(plan)),
    ...readings.filter((one) => !said.has(keyOf(one))).map((one) => to.objectStore('readings').put(one)),
    ...holds.filter(({ site }) => !held.has(site)).map((hold) => to.objectStore('holds').put(hold)),
  ];
  if (holdSettings && (await to.objectStore('holdSettings').get('holds')) === undefined)
    writes.push(to.objectStore('holdSettings').put(holdSettings, 'holds'));
  const firsts = [settings.countingSince, chosen?.countingSince ?? null].filter((at) => at !== null);
  const countingSince = firsts.length === 0 ? null : Math.min(...firsts);
  const active = chosen?.active ?? settings.active;
  if (chosen) writes.push(to.objectStore('settings').put({ ...settings, active, countingSince }, 'settings'));
  await Promise.all([...writes, to.done]);
}
