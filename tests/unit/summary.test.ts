import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { eachRow } from '../../src/core/ledger-rows.ts';
import { slotAt } from '../../src/core/slot.ts';
import { foldSlots } from '../../src/storage/fold.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { forgetNames } from '../../src/storage/name-table.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { readSlotSites, sumSlots } from '../../src/storage/read-slots.ts';
import { summarise } from '../../src/storage/summarise.ts';
import { chooseSummaries, SUMMARY_LEVELS, type SummaryKey } from '../../src/storage/summary.ts';
import { postingArbitrary } from './support/cells.ts';
import { freshStorage } from './support/fresh-storage.ts';

const DAY = 86_400_000;
const START = 70 * 256 * DAY;
const END = START + 320 * DAY;

let database: Database;
let batches = 0;
const write = (postings: Posting[]) =>
  addBatch(database, { run: 'run', batch: ++batches, at: START, postings, opened: [], closed: [] });
const freshDatabase = async () => {
  freshStorage();
  database = await openDatabase();
  batches = 0;
};

/** Everything that can be read of a range, in a fixed order. */
const answers = async (from: number, to: number) => {
  const sum = await sumSlots(database, from, to, (owner) => owner !== 'unmetered');
  const slots = await readSlotSites(database, from, to);
  const text = (value: unknown) => JSON.stringify(value);
  return {
    covers: [sum.from, sum.to],
    rows: [...eachRow(sum.rows)].map(text).sort(),
    slots: slots
      .map(({ sites, ...slot }) =>
        text([slot.from, slot.to, slot.owner, [...sites].sort(([a], [b]) => (a < b ? -1 : 1))]),
      )
      .sort(),
  };
};

const at = fc.integer({ min: START, max: END - 1 });
const posting = fc.tuple(postingArbitrary(), at).map(([one, instant]) => ({ ...one, slot: slotAt(instant) }));
const range = fc.tuple(at, at).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);

describe('summaries', () => {
  beforeEach(freshDatabase);

  it('change no answer, whatever is read, written or folded', async () => {
    const history = fc.array(posting, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        history,
        posting,
        fc.array(range, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: END - 128 * DAY, max: END }),
        async (all, late, asked, folded) => {
          await freshDatabase();
          await write(all);
          const ask = async () => {
            const found = [];
            for (const [from, to] of [...asked, [START, END] as const]) found.push(await answers(from, to));
            return found;
          };
          const plain = await ask();
          await summarise(database, folded, END);
          expect(await ask()).toEqual(plain);

          await write([late]);
          const summed = await ask();
          await database.clear('summaries');
          expect(summed).toEqual(await ask());

          await summarise(database, END, END);
          await foldSlots(database, START, END, ({ from }) => String(Math.floor(from / DAY)));
          const merged = await ask();
          await database.clear('summaries');
          expect(merged).toEqual(await ask());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('change nothing of a range of about a day, wherever it lies in their own', async () => {
    const hour = DAY / 24;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -36, max: 36 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -24, max: 24 }),
        fc.integer({ min: 12, max: 26 }),
        async (hours, begin, length) => {
          await freshDatabase();
          await write(hours.map((at) => ({ ...ONE, slot: slotAt(START + 64 * DAY + at * hour) })));
          const ask = () => answers(START + 64 * DAY + begin * hour, START + 64 * DAY + (begin + length) * hour);
          const plain = await ask();
          await summarise(database, START, END);
          expect(await ask()).toEqual(plain);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are read in place of what they sum up', async () => {
    const instants = [0, 256, 256 + 32, 256 + 32 + 3].map((days) => START + days * DAY);
    await write(instants.map((instant) => ({ ...ONE, slot: slotAt(instant) })));
    const made = () => summarise(database, START + 288 * DAY, START + 292 * DAY);
    expect(await made()).toBe(1 + 9 + 1);
    expect(await made()).toBe(0);
    for (const instant of instants) await database.delete('slots', [instant, 'none']);
    const sum = async (from = START) => (await sumSlots(database, from, END)).rows.get('s')?.get('h')?.get('k')?.down;
    expect(await sum()).toBe(4);
    await database.delete('summaries', ['total', 256 * DAY, START]);
    expect(await sum()).toBe(4);
    await database.delete('summaries', ['total', 32 * DAY, START]);
    expect(await sum()).toBe(3);
    await database.delete('summaries', ['total', 4 * DAY, START + 288 * DAY]);
    expect(await sum()).toBe(1);
  });

  it('are merged into longer ones with time', async () => {
    await write([{ ...ONE, slot: slotAt(START) }]);
    const lengths = async () => {
      const keys = await database.getAllKeys('summaries');
      const counts = new Map<string, number>();
      for (const [part, length] of keys) {
        const key = `${part} ${length / DAY}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return Object.fromEntries(counts);
    };
    await summarise(database, START, START + 35 * DAY);
    expect(await lengths()).toEqual({ 'total 16': 2, 'total 4': 8, 'sites 4': 8, 'total 1': 3, 'sites 1': 3 });
    await summarise(database, START + 32 * DAY, START + 36 * DAY);
    expect(await lengths()).toEqual({ 'total 32': 1, 'sites 32': 1, 'total 4': 1, 'sites 4': 1 });
    await summarise(database, START + 256 * DAY, START + 256 * DAY);
    expect(await lengths()).toEqual({ 'total 256': 1, 'total 32': 8, 'sites 32': 8 });
  });

  it('are deleted where a slot within them changes, and no others are', async () => {
    await write([{ ...ONE, slot: slotAt(START) }]);
    await summarise(database, START + 32 * DAY, START + 64 * DAY);
    const late = (days: number) => write([{ ...ONE, slot: slotAt(START + days * DAY) }]);
    const before = await database.getAllKeys('summaries');
    await late(64);
    expect(await database.getAllKeys('summaries')).toEqual(before);
    await late(37);
    const gone = new Set(['total,16,32', 'total,4,36', 'sites,4,36']);
    const named = ([part, length, from]: SummaryKey) => [part, length / DAY, (from - START) / DAY].join();
    expect(await database.getAllKeys('summaries')).toEqual(before.filter((key) => !gone.has(named(key))));
    expect(before.filter((key) => gone.has(named(key)))).toHaveLength(gone.size);
  });

  it('leave out a forgotten name', async () => {
    await write([{ ...ONE, slot: slotAt(START) }]);
    await summarise(database, END, END);
    await database.put('names', null, 0);
    forgetNames(database);
    expect((await sumSlots(database, START, END)).rows.size).toBe(0);
    expect((await readSlotSites(database, START, END))[0]?.sites.size).toBe(0);
  });

  it('are used where more than half of one lies within the range, without overlap', () => {
    const keyOf = (length: number, from: number): SummaryKey => ['total', length * DAY, START + from * DAY];
    const keys = [keyOf(1, 36), keyOf(4, 32), keyOf(4, 0), keyOf(16, 32), keyOf(32, 0), keyOf(256, 0)];
    const within = (from: number, to: number, begin = 0) =>
      chooseSummaries(keys, START + from * DAY, START + to * DAY, START + begin * DAY).map(([, length, start]) => [
        length / DAY,
        (start - START) / DAY,
      ]);
    expect(within(0, 256)).toEqual([[256, 0]]);
    expect(within(0, 255)).toEqual([
      [32, 0],
      [16, 32],
    ]);
    expect(within(1, 256, 1)).toEqual([[256, 0]]);
    expect(within(0, 47)).toEqual([
      [32, 0],
      [4, 32],
      [1, 36],
    ]);
    expect(within(15.9, 32)).toEqual([[32, 0]]);
    expect(within(16, 32)).toEqual([]);
    expect(within(17, 32, 2)).toEqual([[32, 0]]);
    expect(within(0, 16)).toEqual([[4, 0]]);
    expect(within(8, 24.1)).toEqual([[32, 0]]);
    expect(within(8, 24)).toEqual([]);
  });

  it('have lengths that are multiples of each other, so that none overlaps another’s end', () => {
    for (const [n, { length }] of SUMMARY_LEVELS.entries())
      expect((SUMMARY_LEVELS[n - 1]?.length ?? length) % length).toBe(0);
  });
});

const ONE: Posting = {
  slot: slotAt(START),
  owner: 'none',
  site: 's',
  host: 'h',
  kind: 'k',
  cell: { down: 1, up: 0, low: 1, high: 1, measured: 1, requests: 1 },
};
