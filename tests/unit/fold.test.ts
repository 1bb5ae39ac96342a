import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFolding } from '../../src/background/folding.ts';
import type { Plan } from '../../src/core/contract.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { FOLD_AFTER_MS, foldKey } from '../../src/core/fold-key.ts';
import { eachRow } from '../../src/core/ledger-rows.ts';
import { planStatus } from '../../src/core/plan-status.ts';
import { LONGEST_SLOT_MS, phasesOf, SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { addBatch, type Posting } from '../../src/storage/ledger.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { readSlots, sumSlots } from '../../src/storage/read-slots.ts';
import { DAY, iso, plan as planArbitrary } from './plan-arbitrary.ts';
import { planOf } from './plan-fixture.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

let database: Database;
let batches = 0;
const write = (postings: Posting[]) =>
  addBatch(database, { run: 'run', batch: ++batches, at: NOON, postings, opened: [], closed: [] });
const postingAt = (at: number, down: number, phases: number[] = [], owner: Posting['owner'] = 'none'): Posting => ({
  slot: slotAt(at, phases),
  owner,
  site: 'news.test',
  host: `h${down % 3}.test`,
  kind: 'script',
  cell: { ...EMPTY_CELL, down, low: down, high: down, requests: 1 },
});
const all = () => readSlots(database, 0, Number.MAX_SAFE_INTEGER);
const foldFor = (plans: readonly Plan[], now: number) =>
  createFolding({
    connection: { get: () => Promise.resolve(database) },
    plans: () => plans,
    timeZone: () => 'Asia/Hong_Kong',
    now: () => now,
  });

describe('folding', () => {
  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
    batches = 0;
  });

  it('makes hours of what is older than five weeks, days of what is older than a hundred days', async () => {
    const midnight = NOON - (NOON % DAY) - 8 * 3_600_000;
    const day = (start: number) => Array.from({ length: 96 }, (_, i) => postingAt(start + i * SLOT_MS, i + 1));
    for (const back of [150, 60, 10]) await write(day(midnight - back * DAY));
    expect(await foldFor([], NOON)()).toBe(true);
    const slots = await all();
    const lengths = slots.map(({ from, to }) => to - from);
    expect(lengths.filter((length) => length === DAY)).toHaveLength(1);
    expect(lengths.filter((length) => length === 3_600_000)).toHaveLength(24);
    expect(lengths.filter((length) => length === SLOT_MS)).toHaveLength(96);
    const total = slots.flatMap(({ rows }) => [...eachRow(rows)]).reduce((sum, { cell }) => sum + cell.down, 0);
    expect(total).toBe((3 * 96 * 97) / 2);
    expect(await foldFor([], NOON)()).toBe(false);
  });

  it('continues where it stopped, and folds later what is recent now', async () => {
    const start = NOON - 40 * DAY;
    await write([0, 1, 2, 3].map((i) => postingAt(start + i * SLOT_MS, 1)));
    await foldFor([], NOON - 30 * DAY)();
    expect(await all()).toHaveLength(4);
    await foldFor([], NOON)();
    expect(await all()).toHaveLength(1);
    await write([postingAt(start + SLOT_MS, 5)]);
    await foldFor([], NOON + 80 * DAY)();
    const slots = await all();
    expect(slots).toHaveLength(1);
    expect(slots[0]).toMatchObject({ from: start, to: start + 4 * SLOT_MS });
  });

  it('keeps owners separate, and no slot longer than reads look back', async () => {
    const times = Array.from({ length: 300 }, (_, i) => NOON - 200 * DAY + i * 7 * SLOT_MS);
    await write(times.map((at, i) => postingAt(at, 1, [], i % 2 ? 'unmetered' : 'none')));
    await foldFor([], NOON)();
    const slots = await all();
    expect(slots.length).toBeLessThan(60);
    for (const { from, to } of slots) expect(to - from).toBeLessThanOrEqual(LONGEST_SLOT_MS);
    const { rows } = await sumSlots(database, 0, NOON, (owner) => owner === 'unmetered');
    expect([...eachRow(rows)].reduce((sum, { cell }) => sum + cell.down, 0)).toBe(150);
  });

  it('changes no status of any plan', () => {
    fc.assert(
      fc.property(
        planArbitrary,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 * 96 }), fc.integer({ min: 1, max: 900_000 })), {
          minLength: 2,
          maxLength: 60,
        }),
        (plan, transfers) => {
          const began = Date.parse(plan.activatedAt);
          const nowMs = began + 62 * DAY + FOLD_AFTER_MS.days;
          const slots = transfers.map(([slot, bytes]) => ({
            ...slotAt(began + slot * SLOT_MS, phasesOf(plan)),
            bytes,
          }));
          const folded = new Map<string, (typeof slots)[number]>();
          for (const slot of slots) {
            const key = foldKey(slot, [plan], 'UTC', nowMs)!;
            const { from, to, bytes } = folded.get(key) ?? { ...slot, bytes: 0 };
            folded.set(key, {
              from: Math.min(from, slot.from),
              to: Math.max(to, slot.to),
              bytes: bytes + slot.bytes,
            });
          }
          const status = (rows: Iterable<(typeof slots)[number]>) => {
            const usage = [...rows].map(({ from, to, bytes }) => ({ from: iso(from), to: iso(to), site: '', bytes }));
            const { state, used, remaining, allowances, cost } = planStatus(plan, usage, iso(nowMs));
            return { state, used, remaining, allowances, cost };
          };
          expect(status(folded.values())).toEqual(status(slots));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves recent slots alone', () => {
    const slot = { from: NOON, to: NOON + SLOT_MS };
    expect(foldKey(slot, [planOf({})], 'UTC', slot.to + FOLD_AFTER_MS.hours - 1)).toBeNull();
    expect(foldKey(slot, [planOf({})], 'UTC', slot.to + FOLD_AFTER_MS.hours)).not.toBeNull();
  });
});
