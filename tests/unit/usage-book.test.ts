import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { belongsTo, createUsageBook, type UsageBook } from '../../src/background/usage-book.ts';
import { addCells, EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import { MINUTE_MS } from '../../src/core/duration.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { readSlotSites, sumSlots, type SlotSites } from '../../src/storage/read-slots.ts';
import { widen } from '../../src/storage/widen.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { postingArbitrary } from './support/cells.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { posting } from './support/posting.ts';
import { NOON } from './support/request.ts';

const DAY = 86_400_000;
const postingAt = (at: number, down: number, rest: Partial<Posting> = {}) =>
  posting(down, { slot: slotAt(at), ...rest });
const PLAN = planOf({ activatedAt: new Date(NOON - 4 * DAY).toISOString() });
const totalOf = (records: readonly SlotSites[]): Cell =>
  records.flatMap(({ sites }) => [...sites.values()]).reduce(addCells, { ...EMPTY_CELL });

describe('the usage book', () => {
  let database: Database;
  let batches = 0;
  const clock = { now: NOON };
  let waiting: Posting[] = [];
  const write = (...postings: Posting[]) =>
    addBatch(database, { run: 'run', batch: ++batches, at: NOON, postings, opened: [], closed: [] });
  const open = () => {
    const reads = vi.fn((from: number, to: number) => readSlotSites(database, from, to));
    return {
      reads,
      book: createUsageBook({
        readSlotSites: reads,
        widen: (from, to, counts) => widen(database, from, to, counts),
        sumSlots: (from, to, counts) => sumSlots(database, from, to, counts),
        unsaved: () => waiting,
        now: () => clock.now,
      }),
    };
  };

  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
    batches = 0;
    clock.now = NOON;
    waiting = [];
  });

  it('sums what is on disk and what is not yet, in the same slot and in different ones', async () => {
    await write(postingAt(NOON, 1), postingAt(NOON, 2, { owner: 'plan:a' }));
    waiting = [postingAt(NOON, 10), postingAt(NOON, 20, { owner: 'unmetered' }), postingAt(NOON + SLOT_MS, 40)];
    const { book } = open();
    const records = await book.slots(NOON, NOON + DAY);
    const seen = records.map((record) => [record.from - NOON, record.owner, totalOf([record]).down]);
    expect(seen.sort()).toEqual(
      [
        [0, 'none', 11],
        [0, 'plan:a', 2],
        [0, 'unmetered', 20],
        [SLOT_MS, 'none', 40],
      ].sort(),
    );
    expect(records.map(({ from }) => from)).toEqual(records.map(({ from }) => from).sort((a, b) => a - b));
  });

  it('writes nothing unsaved into its cache', async () => {
    await write(postingAt(NOON - 5 * DAY, 1));
    const { book } = open();
    waiting = [postingAt(NOON - 5 * DAY, 10)];
    for (let i = 0; i < 3; i++) expect(totalOf(await book.slots(NOON - 6 * DAY, NOON)).down).toBe(11);
    waiting = [];
    expect(totalOf(await book.slots(NOON - 6 * DAY, NOON)).down).toBe(1);
  });

  it('reads settled days once', async () => {
    await write(postingAt(NOON - 5 * DAY, 1), postingAt(NOON - DAY, 2), postingAt(NOON, 4));
    const { book, reads } = open();
    expect(totalOf(await book.slots(NOON - 6 * DAY, NOON + SLOT_MS)).down).toBe(7);
    await write(postingAt(NOON, 8));
    expect(totalOf(await book.slots(NOON - 6 * DAY, NOON + SLOT_MS)).down).toBe(15);
    expect(reads.mock.calls[1]![0]).toBe(NOON - DAY / 2);
    expect(reads.mock.calls[1]![1]).toBe(NOON + SLOT_MS);
  });

  it.each<[string, (book: UsageBook) => Promise<unknown[]>]>([
    ['days', (book) => book.slots(NOON - 4 * DAY, NOON)],
    ['a plan’s use', (book) => book.ofPlan(PLAN, [PLAN], NOON)],
  ])('keeps nothing of what was read before it was told to forget: %s', async (_, ask) => {
    await write(postingAt(NOON - 3 * DAY, 1));
    const { book, reads } = open();
    const stale = await readSlotSites(database, NOON - 4 * DAY, NOON);
    let answer: (records: SlotSites[]) => void = () => {};
    reads.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const asked = ask(book);
    await database.clear('slots');
    book.forget();
    answer(stale);
    await asked;
    expect(await ask(book)).toEqual([]);
  });

  it('reads everything again after the clock was set back', async () => {
    await write(postingAt(NOON - 5 * DAY, 1));
    const { book } = open();
    expect(totalOf(await book.slots(NOON - 6 * DAY, NOON)).down).toBe(1);
    clock.now = NOON - 5 * DAY + MINUTE_MS;
    await write(postingAt(clock.now, 2));
    expect(totalOf(await book.slots(NOON - 6 * DAY, NOON)).down).toBe(3);
    clock.now = NOON;
    expect(totalOf(await book.slots(NOON - 6 * DAY, NOON)).down).toBe(3);
  });

  it('returns the slots that overlap the range, and no others', async () => {
    await write(...[0, 1, 2, 3].map((n) => postingAt(NOON + n * SLOT_MS, 1)));
    const { book } = open();
    const read = async (from: number, to: number) =>
      (await book.slots(NOON + from, NOON + to)).map((record) => (record.from - NOON) / SLOT_MS);
    expect(await read(SLOT_MS, 3 * SLOT_MS)).toEqual([1, 2]);
    expect(await read(SLOT_MS + 1, 2 * SLOT_MS + 1)).toEqual([1, 2]);
    expect(await read(0, 0)).toEqual([]);
  });

  it('keeps the total of a range however it is divided, and whatever was read before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(postingArbitrary(), { maxLength: 25 }),
        fc.array(postingArbitrary(), { maxLength: 5 }),
        fc.array(fc.nat(2 * 96), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: -1, max: 4 }),
        async (saved, unsaved, cuts, daysLater) => {
          freshStorage();
          database = await openDatabase();
          await write(...saved);
          waiting = unsaved;
          clock.now = NOON + daysLater * DAY;
          const { book } = open();
          const end = NOON + 3 * DAY;
          const expected = [...saved, ...unsaved].reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL });
          const edges = [NOON, ...cuts.map((cut) => NOON + cut * SLOT_MS).sort((a, b) => a - b), end];
          let sum: Cell = { ...EMPTY_CELL };
          for (let i = 1; i < edges.length; i++)
            sum = addCells(sum, totalOf(await book.slots(edges[i - 1]!, edges[i]!)));
          expect(sum).toEqual(expected);
          expect(totalOf(await book.slots(NOON, end))).toEqual(expected);
          database.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('returns a plan’s own usage: named sites separately, the rest as one', async () => {
    const plan = planOf({
      id: 'a',
      activatedAt: new Date(NOON).toISOString(),
      allowances: [allowanceOf({}), allowanceOf({ id: 'video', sites: ['video.test'] })],
    });
    const owner = 'plan:a';
    await write(
      postingAt(NOON, 1, { owner }),
      postingAt(NOON, 2, { owner, site: 'other.test' }),
      postingAt(NOON, 4, { owner, site: 'video.test' }),
      postingAt(NOON, 8, { owner: 'unmetered' }),
      postingAt(NOON, 16, { owner: 'plan:b' }),
      postingAt(NOON - SLOT_MS, 32, { owner }),
    );
    const { book } = open();
    const slot = { from: new Date(NOON).toISOString(), to: new Date(NOON + SLOT_MS).toISOString() };
    const usage = await book.ofPlan(plan, [plan], NOON + DAY);
    expect(usage).toHaveLength(2);
    expect(usage).toEqual(
      expect.arrayContaining([
        { ...slot, site: '', bytes: 3 },
        { ...slot, site: 'video.test', bytes: 4 },
      ]),
    );
  });

  it('returns the same usage of a plan whatever was read before, and however the clock jumped', async () => {
    const step = fc.record({
      hours: fc.integer({ min: -30, max: 60 }),
      down: fc.integer({ min: 1, max: 1000 }),
      site: fc.constantFrom('video.test', 'news.test'),
      isSaved: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        freshStorage();
        database = await openDatabase();
        clock.now = NOON;
        waiting = [];
        const activatedAt = new Date(NOON - DAY).toISOString();
        const video = allowanceOf({ id: 'video', sites: ['video.test'] });
        const plan = planOf({ id: 'a', activatedAt, allowances: [allowanceOf({}), video] });
        const { book } = open();
        for (const { hours, down, site, isSaved } of steps) {
          clock.now += hours * 3_600_000;
          const one = postingAt(clock.now, down, { site, owner: 'plan:a' });
          if (isSaved) await write(one);
          else waiting = [...waiting, one];
          const used = await book.ofPlan(plan, [plan], clock.now);
          expect(used).toEqual(await open().book.ofPlan(plan, [plan], clock.now));
        }
        database.close();
      }),
      { numRuns: 60 },
    );
  });

  it('reads what a plan used long ago once', async () => {
    const plan = planOf({ id: 'a', activatedAt: new Date(NOON - 1000 * DAY).toISOString() });
    const owner = 'plan:a';
    await write(postingAt(NOON - 900 * DAY, 1, { owner }), postingAt(NOON - 3 * DAY, 2, { owner }));
    const { book, reads } = open();
    const bytes = async () => (await book.ofPlan(plan, [plan], clock.now)).reduce((sum, row) => sum + row.bytes, 0);
    expect(await bytes()).toBe(3);
    reads.mockClear();
    await write(postingAt(NOON, 4, { owner }));
    clock.now = NOON + SLOT_MS;
    expect(await bytes()).toBe(7);
    for (const [from] of reads.mock.calls) expect(from).toBeGreaterThan(NOON - 3 * DAY);
    book.forget();
    expect(await bytes()).toBe(7);
  });
});

describe('belongsTo', () => {
  const plan = (id: string, activatedAt: number) => planOf({ id, activatedAt: new Date(activatedAt).toISOString() });
  const minute = { from: NOON, to: NOON + MINUTE_MS };
  const ownersOf = (record: Pick<SlotSites, 'from' | 'to' | 'owner'>, plans: ReturnType<typeof plan>[]) =>
    plans.filter((one) => belongsTo(record, one, plans)).map(({ id }) => id);

  it('assigns metered traffic to the plan that was active then', () => {
    const plans = [plan('a', NOON - DAY), plan('b', NOON - DAY)];
    expect(ownersOf({ ...minute, owner: 'plan:b' }, plans)).toEqual(['b']);
    expect(ownersOf({ ...minute, owner: 'plan:gone' }, plans)).toEqual([]);
  });

  it('assigns what came before any plan to the first plan that began before it, and to no other', () => {
    const record = { ...minute, owner: 'none' } as const;
    expect(ownersOf(record, [plan('a', NOON - DAY), plan('b', NOON - 2 * DAY)])).toEqual(['a']);
    expect(ownersOf(record, [plan('later', NOON + DAY), plan('b', NOON - 2 * DAY)])).toEqual(['b']);
    expect(ownersOf(record, [plan('later', NOON + DAY)])).toEqual([]);
    expect(ownersOf(record, [plan('a', NOON + MINUTE_MS)])).toEqual([]);
    expect(ownersOf(record, [plan('a', NOON)])).toEqual(['a']);
  });

  it('assigns what was not metered to none', () => {
    expect(ownersOf({ ...minute, owner: 'unmetered' }, [plan('a', NOON - DAY)])).toEqual([]);
  });
});
