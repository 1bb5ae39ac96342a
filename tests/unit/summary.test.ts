import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { eachRow } from '../../src/core/ledger-rows.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { foldSlots } from '../../src/storage/fold.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { forgetNames } from '../../src/storage/name-table.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { readSlotSites, sumSlots } from '../../src/storage/read-slots.ts';
import { summarise } from '../../src/storage/summarise.ts';
import { readSummaries, SUMMARY_MS, type StoredSummary } from '../../src/storage/summary.ts';
import { postingArbitrary } from './support/cells.ts';
import { freshStorage } from './support/fresh-storage.ts';

const { long: LONG, short: SHORT } = SUMMARY_MS;
const START = 300 * LONG;
const END = START + 4 * LONG;

let database: Database;
let batches = 0;
const write = (postings: Posting[]) =>
  addBatch(database, { run: 'run', batch: ++batches, at: START, postings, opened: [], closed: [] });
const begin = async () => {
  freshStorage();
  database = await openDatabase();
  batches = 0;
};

/** All that can be asked of a stretch, in an order of its own. */
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
  beforeEach(begin);

  it('change no answer, whatever is asked, written or folded', async () => {
    const history = fc.array(posting, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        history,
        posting,
        fc.array(range, { minLength: 1, maxLength: 4 }),
        at,
        async (all, late, asked, folded) => {
          await begin();
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
          await foldSlots(database, START, END, ({ from }) => String(Math.floor(from / 86_400_000)));
          const merged = await ask();
          await database.clear('summaries');
          expect(merged).toEqual(await ask());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are read in place of what they sum up', async () => {
    const instants = [START, START + LONG, START + LONG + SHORT, START + LONG + 2 * SHORT];
    await write(instants.map((instant) => ({ ...ONE, slot: slotAt(instant) })));
    const made = () => summarise(database, START + LONG, START + LONG + 2 * SHORT);
    expect(await made()).toBe(3);
    expect(await made()).toBe(0);
    for (const instant of instants) await database.delete('slots', [instant, 'none']);
    const sum = async () => (await sumSlots(database, START, END)).rows.get('s')?.get('h')?.get('k')?.down;
    expect(await sum()).toBe(3);
    await database.delete('summaries', [LONG, START]);
    expect(await sum()).toBe(2);
  });

  it('become long ones with time', async () => {
    await write([{ ...ONE, slot: slotAt(START) }]);
    await summarise(database, START, START + LONG);
    expect(await database.getAllKeys('summaries')).toEqual(
      Array.from({ length: LONG / SHORT }, (_, n) => [SHORT, START + n * SHORT]),
    );
    await summarise(database, START + LONG, START + LONG);
    expect(await database.getAllKeys('summaries')).toEqual([[LONG, START]]);
  });

  it('leave out a name that was forgotten', async () => {
    await write([{ ...ONE, slot: slotAt(START) }]);
    await summarise(database, END, END);
    await database.put('names', null, 0);
    forgetNames(database);
    expect((await sumSlots(database, START, END)).rows.size).toBe(0);
    expect((await readSlotSites(database, START, END))[0]?.sites.size).toBe(0);
  });

  it('are used where they lie within by more than half, and none beside another', async () => {
    const stored: StoredSummary[] = [
      { length: LONG, from: START, owners: [] },
      { length: SHORT, from: START + SHORT, owners: [] },
      { length: SHORT, from: START + LONG, owners: [] },
    ];
    await Promise.all(stored.map((one) => database.put('summaries', one)));
    const within = async (from: number, to: number, begin = START) => {
      const found = await readSummaries(database.transaction('summaries').store, from, to, begin);
      return found.map(({ length, from: begin }) => [length, begin - START]);
    };
    expect(await within(START, START + LONG)).toEqual([[LONG, 0]]);
    expect(await within(START + LONG / 2 - 1, START + LONG)).toEqual([[LONG, 0]]);
    expect(await within(START + LONG / 2, START + LONG)).toEqual([]);
    expect(await within(START + LONG / 2, START + LONG, START + 1)).toEqual([[LONG, 0]]);
    expect(await within(START, START + LONG / 2)).toEqual([[SHORT, SHORT]]);
    expect(await within(START + LONG / 4, START + (3 * LONG) / 4 + 1)).toEqual([[LONG, 0]]);
    expect(await within(START + LONG / 4, START + (3 * LONG) / 4)).toEqual([]);
    expect(await within(START - SLOT_MS, END)).toEqual([
      [LONG, 0],
      [SHORT, LONG],
    ]);
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
