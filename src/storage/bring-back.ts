import { eachRow } from '../core/ledger-rows.ts';
import { readingKey } from '../core/reading-key.ts';
import { addBatch } from './ledger.ts';
import type { Database } from './open-database.ts';
import { FIRST_SETTINGS } from './plan-store.ts';
import { readSlots } from './read-slots.ts';

/**
 * Moves the content of a rescue database into the database that it replaced: what was counted meanwhile, and the plans,
 * readings and holds that were set. What is there already stays; the plan chosen last is the active one. Repeated after
 * a crash, it adds nothing twice: the usage batch is named by its runs, and all else has ids.
 */
export async function bringBack(database: Database, rescue: Database): Promise<void> {
  await bringUsageBack(database, rescue);
  await bringSetBack(database, rescue);
}

async function bringUsageBack(database: Database, rescue: Database): Promise<void> {
  const flushes = await rescue.getAll('flushes');
  if (flushes.length === 0) return;
  const slots = await readSlots(rescue, 0, Number.MAX_SAFE_INTEGER);
  await addBatch(database, {
    run: `rescue ${flushes.map(({ run }) => run).join(' ')}`,
    batch: flushes.reduce((sum, { batch }) => sum + batch, 0),
    at: Math.max(...flushes.map(({ at }) => at)),
    postings: slots.flatMap(({ from, to, owner, rows }) =>
      [...eachRow(rows)].map((row) => ({ slot: { from, to }, owner, ...row })),
    ),
    opened: [],
    closed: [],
  });
}

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
