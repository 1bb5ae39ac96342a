import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/core/advice.ts';
import { allowanceOf, GB, hkt, MB, over, planOf } from './plan-fixture.ts';

const DAY = 86_400_000;
const now = hkt('20 12:00');
/** About a gigabyte a day for five weeks, a tenth of it on a site with its own pack. */
const history = Array.from({ length: 35 }, (_, day) => {
  const from = new Date(Date.parse(hkt('20 09:00')) - (day + 1) * DAY).toISOString();
  const to = new Date(Date.parse(from) + DAY / 2).toISOString();
  const bytes = (0.8 + ((day * 7) % 5) / 10) * GB;
  return [over(from, to, 0.9 * bytes), over(from, to, 0.1 * bytes, 'chat.example')];
}).flat();
const total = (id: string, gigabytes: number, rest = {}) =>
  planOf({ id, allowances: [allowanceOf({ bytes: gigabytes * GB })], ...rest });
const by = (id: string, advices: ReturnType<typeof advise>) => advices.find(({ plan }) => plan === id)!;

describe('advice', () => {
  it('finds which plans would last, best first', () => {
    const advices = advise(history, [total('small', 3), total('large', 12), total('even', 6.6)], now);
    expect(advices.map(({ plan }) => plan)).toEqual(['large', 'even', 'small']);
    expect(by('large', advices).lasts).toBeGreaterThan(0.95);
    expect(by('small', advices).lasts).toBe(0);
    expect(by('even', advices).lasts).toBeGreaterThan(0.1);
    expect(by('even', advices).lasts).toBeLessThan(0.95);
  });

  it('adds the cost of overage to the price; without a price the cost is unknown', () => {
    const charge = { kind: 'charge' as const, perMB: 0.01, currency: 'HKD' };
    const price = { amount: 50, currency: 'HKD' };
    const plan = (id: string, rest = {}) =>
      planOf({ id, price, allowances: [allowanceOf({ bytes: GB, after: { ...charge, ...rest } })] });
    const advices = advise(history, [plan('open'), plan('capped', { dailyCap: 2 }), total('free', 20)], now);
    // About 5.5 GB of overage.
    expect(by('open', advices).cost).toBeGreaterThan(50 + 40);
    expect(by('open', advices).cost).toBeLessThan(50 + 75);
    expect(by('capped', advices).cost).toBeLessThanOrEqual(50 + 7 * 2);
    expect(by('capped', advices).cost).toBeGreaterThan(50 + 4 * 2);
    expect(by('free', advices).cost).toBeNull();
  });

  it('ranks the cheaper first among plans that last, and those of unknown price last', () => {
    const price = (amount: number) => ({ price: { amount, currency: 'HKD' } });
    const advices = advise(
      history,
      [total('none', 50), total('dear', 50, price(80)), total('cheap', 50, price(60))],
      now,
    );
    expect(advices.map(({ plan }) => plan)).toEqual(['cheap', 'dear', 'none']);
  });

  it('checks a daily quota against each day and an app pack against its site, and ignores old top-ups', () => {
    const daily = (bytes: number) => allowanceOf({ bytes, resets: { every: 'day', at: '00:00' } });
    const pack = allowanceOf({ id: 'pack', bytes: null, sites: ['chat.example'], free: true });
    const topUp = allowanceOf({ id: 'up', bytes: 50 * GB, from: hkt('01 00:00') });
    const advices = advise(
      history,
      [
        planOf({ id: 'daily 2', allowances: [daily(2.2 * GB)] }),
        planOf({ id: 'daily 0.7', allowances: [daily(0.7 * GB)] }),
        planOf({ id: 'plain', allowances: [allowanceOf({ bytes: 6.4 * GB })] }),
        planOf({ id: 'packed', allowances: [allowanceOf({ bytes: 6.4 * GB }), pack] }),
        planOf({ id: 'topped', allowances: [allowanceOf({ bytes: 3 * GB }), topUp] }),
      ],
      now,
    );
    expect(by('daily 2', advices).lasts).toBeGreaterThan(0.5);
    expect(by('daily 0.7', advices).lasts).toBe(0);
    expect(by('packed', advices).lasts).toBeGreaterThan(by('plain', advices).lasts);
    expect(by('topped', advices).lasts).toBe(0);
  });

  it('judges a monthly plan over a whole month, whatever its billing day, and an open-ended one over thirty days', () => {
    const month = (id: string, billingDay: number, gigabytes: number) =>
      planOf({
        id,
        validity: { kind: 'months', billingDay },
        allowances: [allowanceOf({ bytes: gigabytes * GB, resets: { every: 'month', day: billingDay } })],
      });
    const open = (id: string, gigabytes: number) => total(id, gigabytes, { validity: { kind: 'open' } });
    const advices = advise(
      history,
      [month('21st', 21, 10), month('1st', 1, 90), open('open', 10), open('more', 90)],
      now,
    );
    expect(advices.map(({ plan, lasts }) => [plan, lasts > 0.9, lasts])).toEqual([
      ['1st', true, expect.any(Number)],
      ['more', true, expect.any(Number)],
      ['21st', false, 0],
      ['open', false, 0],
    ]);
  });

  it('is the same for the same history, in any order', () => {
    const plans = [total('a', 5), total('b', 7), total('c', 9)];
    const first = advise(history, plans, now);
    expect(advise(history.toReversed(), plans.toReversed(), now)).toEqual(first);
  });

  it('more data never lasts less, and shares stay between 0 and 1', () => {
    const amounts = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }));
    fc.assert(
      fc.property(amounts, ([a, b]) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((megabytes) => (megabytes * MB) / GB) as [
          number,
          number,
        ];
        const advices = advise(history, [total('less', less), total('more', more)], now);
        for (const { lasts } of advices) expect(lasts >= 0 && lasts <= 1).toBe(true);
        expect(by('more', advices).lasts).toBeGreaterThanOrEqual(by('less', advices).lasts);
      }),
      { numRuns: 10 },
    );
  });

  it('is empty without a history', () => {
    expect(advise([], [total('a', 1)], now)).toEqual([{ plan: 'a', lasts: 1, cost: null }]);
    expect(() => advise(history, [total('a', 1)], 'soon')).toThrow(RangeError);
  });
});
