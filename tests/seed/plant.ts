import { createFolding } from '../../src/background/folding.ts';
import { EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import { SLOT_MS } from '../../src/core/slot.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { changeSettings, savePlan } from '../../src/storage/plan-store.ts';
import { putReading } from '../../src/storage/reading-store.ts';
import type { Owner } from '../../src/storage/schema.ts';
import { createRandom, type SiteHabit, type Story } from './story.ts';

/** Days written in one transaction. */
const DAYS_AT_ONCE = 30;

/**
 * Writes a story into the extension's database, with the extension's own code; runs inside one of its pages. The
 * background does not notice what was written: restart it afterwards.
 */
export async function plant(story: Story): Promise<void> {
  const random = createRandom(1);
  const database = await openDatabase();
  for (let i = 0; i < story.days.length; i += DAYS_AT_ONCE) {
    const days = story.days.slice(i, i + DAYS_AT_ONCE);
    await addBatch(database, {
      run: 'planted',
      batch: i + 1,
      at: story.now,
      postings: days.flatMap((day) => postingsOf(story, day, random)),
      opened: [],
      closed: [],
    });
  }
  for (const { addedAt, ...plan } of story.plans) await savePlan(database, plan, addedAt);
  for (const reading of story.readings ?? []) await putReading(database, reading);
  for (const alert of story.alerts ?? []) await database.put('alerts', alert);
  await changeSettings(database, { active: story.active, countingSince: story.countingSince });
  await foldAsOf(story, database);
  database.close();
}

/** Folds old usage into hours, days and summaries, as the background does twice a day. */
async function foldAsOf({ now, plans }: Story, database: Database): Promise<void> {
  const fold = createFolding({
    connection: { get: () => Promise.resolve(database) },
    plans: () => plans,
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: () => now,
  });
  await fold();
}

function postingsOf(story: Story, day: Story['days'][number], random: () => number): Posting[] {
  const postings: Posting[] = [];
  for (const [place, bytes] of day.bytes) {
    const habit = story.habits[place]!;
    const quarters = quartersOf(day, habit.quarters, story.now, random);
    const whole = quarters.reduce((sum, { weight }) => sum + weight, 0);
    for (const { at, weight } of quarters) {
      const slot = { from: at, to: at + SLOT_MS };
      for (const { host, kind, cell } of cellsOf(habit, (bytes * weight) / whole))
        postings.push({ slot, owner: day.owner as Owner, site: habit.site, host, kind, cell });
    }
  }
  return postings;
}

/** The quarters of an hour in which a site is used: chosen at random by the hours' weights, none after now. */
function quartersOf(day: Story['days'][number], count: number, now: number, random: () => number) {
  const open = day.hours
    .flatMap((weight, hour) => [0, 1, 2, 3].map((n) => ({ at: day.start + (hour * 4 + n) * SLOT_MS, weight })))
    .filter(({ at, weight }) => weight > 0 && at + SLOT_MS <= now);
  const chosen: typeof open = [];
  while (chosen.length < count && open.length > 0) {
    let left = random() * open.reduce((sum, { weight }) => sum + weight, 0);
    const index = Math.max(
      0,
      open.findIndex(({ weight }) => (left -= weight) <= 0),
    );
    chosen.push(...open.splice(index, 1));
  }
  return chosen;
}

function cellsOf({ hosts, measured }: SiteHabit, bytes: number): { host: string; kind: string; cell: Cell }[] {
  return hosts.flatMap(({ host, share, kinds }) =>
    kinds.map(([kind, part]) => {
      const size = Math.round(bytes * share * part);
      const up = Math.round(size * 0.04);
      const off = Math.round(size * (0.005 + (1 - measured) * 0.33));
      const requests = 1 + Math.round(size / 400_000);
      const rest = { low: size - off, high: size + off, measured: Math.round(size * measured), requests };
      return { host, kind, cell: { ...EMPTY_CELL, down: size - up, up, ...rest } };
    }),
  );
}
