import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  mergeDays,
  nextTotals,
  raiseDays,
  type DayTotals,
  type OwnTotals,
} from '../../src/core/day-totals.ts';

const bytes = fc.nat({ max: 1e12 });
const day = fc.integer({ min: 20_000, max: 20_005 });
const days = fc
  .array(fc.tuple(day, fc.record({ counted: bytes, withdrawn: bytes })), { maxLength: 8 })
  .map((entries): DayTotals => new Map(entries));
const ledger = fc.array(fc.tuple(day, bytes), { maxLength: 8 }).map((entries) => new Map(entries));
const plain = (totals: DayTotals) => [...totals].sort(([a], [b]) => a - b);
const figures = (totals: DayTotals) =>
  new Map([...totals].map(([one, counter]) => [one, bytesOf(counter)] as const).filter(([, sum]) => sum > 0));
const sum = (totals: DayTotals) => [...totals.values()].reduce((all, counter) => all + bytesOf(counter), 0);
const FRESH: OwnTotals = { days: new Map(), forgotten: new Map() };

describe('totals of devices', () => {
  it('merge in any order and any number of times', () => {
    fc.assert(
      fc.property(days, days, days, (a, b, c) => {
        expect(plain(mergeDays(a, b))).toEqual(plain(mergeDays(b, a)));
        expect(plain(mergeDays(mergeDays(a, b), c))).toEqual(plain(mergeDays(a, mergeDays(b, c))));
        expect(plain(mergeDays(a, a))).toEqual(plain(a));
        expect(plain(mergeDays(mergeDays(a, b), b))).toEqual(plain(mergeDays(a, b)));
      }),
    );
  });

  it('only grow, and yet follow the ledger down as well as up', () => {
    fc.assert(
      fc.property(days, ledger, (before, now) => {
        const after = raiseDays(before, now);
        for (const [one, { counted, withdrawn }] of before) {
          expect(after.get(one)!.counted).toBeGreaterThanOrEqual(counted);
          expect(after.get(one)!.withdrawn).toBeGreaterThanOrEqual(withdrawn);
        }
        for (const [one, figure] of now) expect(bytesOf(after.get(one) ?? { counted: 0, withdrawn: 0 })).toBe(figure);
      }),
    );
  });

  it('are the ledger’s own, however late or old the account’s copy is', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ledger, fc.nat()), { minLength: 1, maxLength: 12 }), (story) => {
        const published: DayTotals[] = [new Map()];
        let own = FRESH;
        const known = new Map<number, number>();
        for (const [now, age] of story) {
          for (const [one, figure] of now) known.set(one, figure);
          own = nextTotals(own, published[age % published.length]!, known);
          published.push(own.days);
        }
        expect(figures(own.days)).toEqual(new Map([...known].filter(([, figure]) => figure > 0)));
        expect([...own.forgotten.values()].every((figure) => figure === 0)).toBe(true);
      }),
    );
  });

  it('of a wiped device stay, besides those under its new name', () => {
    fc.assert(
      fc.property(ledger, ledger, (before, after) => {
        const old = nextTotals(FRESH, new Map(), before).days;
        const fresh = nextTotals(FRESH, new Map(), after).days;
        const total = [...before.values(), ...after.values()].reduce((all, figure) => all + figure, 0);
        expect(sum(old) + sum(fresh)).toBe(total);
      }),
    );
  });

  it('of a device restored from a backup lose nothing, and count nothing twice', () => {
    fc.assert(
      fc.property(ledger, ledger, ledger, (backup, lost, since) => {
        const add = (a: Map<number, number>, b: Map<number, number>) => {
          const all = new Map(a);
          for (const [one, figure] of b) all.set(one, (all.get(one) ?? 0) + figure);
          return all;
        };
        const kept = nextTotals(FRESH, new Map(), backup);
        const account = nextTotals(kept, kept.days, add(backup, lost)).days;
        let own = nextTotals(kept, account, backup);
        own = nextTotals(own, own.days, add(backup, since));
        const total = [backup, lost, since]
          .flatMap((one) => [...one.values()])
          .reduce((all, figure) => all + figure, 0);
        expect(sum(own.days)).toBe(total);
        expect([...own.forgotten.values()].reduce((all, figure) => all + figure, 0)).toBe(
          [...lost.values()].reduce((all, figure) => all + figure, 0),
        );
      }),
    );
  });

  it('of two copies of one profile become their sum', () => {
    fc.assert(
      fc.property(ledger, fc.array(fc.tuple(fc.boolean(), day, bytes), { maxLength: 20 }), (common, story) => {
        let account: DayTotals = new Map();
        const start = nextTotals(FRESH, account, common);
        account = start.days;
        const copies = [true, false].map(() => ({ own: start, known: new Map(common) }));
        let total = [...common.values()].reduce((all, figure) => all + figure, 0);
        for (const [isFirst, one, figure] of story) {
          const copy = copies[isFirst ? 0 : 1]!;
          copy.known.set(one, (copy.known.get(one) ?? 0) + figure);
          total += figure;
          copy.own = nextTotals(copy.own, account, copy.known);
          account = mergeDays(account, copy.own.days);
        }
        expect(sum(account)).toBe(total);
      }),
    );
  });
});
