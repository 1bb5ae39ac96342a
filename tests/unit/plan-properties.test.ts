import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan, Usage } from '../../src/core/contract.ts';
import { drawDown } from '../../src/core/draw-down.ts';
import { planSpan } from '../../src/core/plan-span.ts';
import { planStatus } from '../../src/core/plan-status.ts';
import { allowance, iso, story } from './plan-arbitrary.ts';
import { allowanceOf, hkt, MB, over, planOf } from './plan-fixture.ts';

/** Usage bytes within the plan and before now, counted independently: minute by minute. */
function bytesWithin(plan: Plan, usage: Usage[], nowMs: number): number {
  const { startMs, endMs } = planSpan(plan);
  return usage.reduce((sum, { from, to, bytes }) => {
    const fromMs = Date.parse(from);
    if (fromMs >= nowMs) return sum;
    // An open row's bytes all lie before now.
    const toMs = Math.min(Date.parse(to), nowMs);
    const within = Math.max(0, Math.min(toMs, endMs) - Math.max(fromMs, startMs));
    return sum + (bytes * within) / (toMs - fromMs);
  }, 0);
}

describe('draw-down', () => {
  it('assigns each byte within the plan to one allowance or to the overflow', () => {
    fc.assert(
      fc.property(story, ({ plan, usage, nowMs }) => {
        // With 'today' since the beginning of time, what was used today is all that was ever used.
        const { buckets, overflow } = drawDown(plan, usage, nowMs, -Infinity);
        const drawn = buckets.reduce((sum, bucket) => sum + bucket.drawnToday, 0);
        const spilled = overflow.reduce((sum, { bytes }) => sum + bytes, 0);
        expect(Number.isInteger(drawn + spilled)).toBe(true);
        // Rows cut by now or by the plan's end are off by half a byte at most for each cut.
        expect(Math.abs(drawn + spilled - bytesWithin(plan, usage, nowMs))).toBeLessThanOrEqual(usage.length);
      }),
      { numRuns: 150 },
    );
  });

  it('adds up exactly where nothing cuts rows', () => {
    fc.assert(
      fc.property(story, ({ plan, usage }) => {
        const { startMs, endMs } = planSpan(plan);
        const inside = usage.filter(({ from, to }) => Date.parse(from) >= startMs && Date.parse(to) <= endMs);
        const odd = inside.map((row, index) => ({ ...row, bytes: row.bytes + index + 1 }));
        const { buckets, overflow } = drawDown(plan, odd, startMs + 60 * 86_400_000, -Infinity);
        const drawn = buckets.reduce((sum, bucket) => sum + bucket.drawnToday, 0);
        const spilled = overflow.reduce((sum, { bytes }) => sum + bytes, 0);
        expect(drawn + spilled).toBe(odd.reduce((sum, { bytes }) => sum + bytes, 0));
      }),
      { numRuns: 150 },
    );
  });
});

it('a row across the plan’s end is cut there even where no allowance lasts that long', () => {
  const topUp = allowanceOf({ bytes: 0, from: hkt('01 10:00'), until: hkt('02 00:00') });
  const row = over(hkt('07 23:50'), hkt('08 00:20'), 30 * MB);
  const { overflow } = drawDown(planOf({ allowances: [topUp] }), [row], Date.parse(hkt('09 12:00')), -Infinity);
  expect(overflow.map(({ bytes }) => bytes)).toEqual([10 * MB]);
});

describe('a status', () => {
  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.integer()), ({ plan, usage, nowMs }, keys) => {
        const shuffled = usage
          .map((row) => ({ row, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        expect(planStatus(plan, shuffled, iso(nowMs))).toEqual(planStatus(plan, usage, iso(nowMs)));
      }),
    );
  });

  it('does not depend on how rows are split, where they are split between whole bytes', () => {
    fc.assert(
      fc.property(story, fc.double({ min: 0, max: 1, noNaN: true }), ({ plan, usage, nowMs }, where) => {
        const closed = usage.filter(({ to }) => Date.parse(to) <= nowMs);
        const cut = closed.flatMap((row) => {
          const fromMs = Date.parse(row.from);
          const minutes = (Date.parse(row.to) - fromMs) / 60_000;
          const first = Math.round(minutes * where);
          const middle = iso(fromMs + first * 60_000);
          const bytes = (row.bytes / minutes) * first;
          return [
            { ...row, to: middle, bytes },
            { ...row, from: middle, bytes: row.bytes - bytes },
          ].filter((part) => part.bytes > 0);
        });
        expect(planStatus(plan, cut, iso(nowMs))).toEqual(planStatus(plan, closed, iso(nowMs)));
      }),
      { numRuns: 150 },
    );
  });

  it('never has less left after a top-up, in total or in any other allowance', () => {
    const withTopUp = story.chain((one) =>
      fc.record({ story: fc.constant(one), topUp: allowance(Date.parse(one.plan.activatedAt)) }),
    );
    fc.assert(
      fc.property(withTopUp, ({ story: { plan, usage, nowMs }, topUp }) => {
        const before = planStatus(plan, usage, iso(nowMs));
        const more = { ...plan, allowances: [...plan.allowances, { ...topUp, id: 'top-up', free: undefined }] };
        const then = planStatus(more, usage, iso(nowMs));
        expect(then.remaining ?? Infinity).toBeGreaterThanOrEqual(before.remaining ?? Infinity);
        before.allowances.forEach(({ remaining }, index) => {
          expect(then.allowances[index]?.remaining ?? Infinity).toBeGreaterThanOrEqual(remaining ?? Infinity);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('has whole, consistent figures whatever the plan', () => {
    fc.assert(
      fc.property(story, ({ plan, usage, nowMs }) => {
        const status = planStatus(plan, usage, iso(nowMs));
        const figures = [status.used, status.remaining ?? 0, status.today.used, status.today.share ?? 0];
        for (const figure of figures) expect(Number.isInteger(figure) && figure >= 0).toBe(true);
        for (const [index, { used, remaining, periodStart, periodEnd }] of status.allowances.entries()) {
          const { bytes, free, rollover } = plan.allowances[index] as Plan['allowances'][number];
          expect(remaining === null).toBe(bytes === null);
          if (bytes !== null && !free) expect(used + (remaining ?? 0)).toBeGreaterThanOrEqual(bytes);
          if (bytes !== null && !free)
            expect(used + (remaining ?? 0)).toBeLessThanOrEqual(rollover ? 2 * bytes : bytes);
          if (periodEnd !== null && status.endsAt !== null) expect(periodEnd <= status.endsAt).toBe(true);
          expect(periodStart >= status.startsAt).toBe(true);
        }
        if (status.state === 'throttled' || status.state === 'charging' || status.state === 'cut')
          expect(status.remaining).toBe(0);
        expect(status.state === 'expired').toBe(status.endsAt !== null && nowMs >= Date.parse(status.endsAt));
        expect(Date.parse(status.today.start) <= nowMs && nowMs < Date.parse(status.today.end)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('adopts the figure of a reading', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 3_000_000 }), ({ plan, usage, nowMs }, said) => {
        const [first] = plan.allowances;
        const bytes = 4_000_000;
        const simple: Plan = {
          ...plan,
          validity: { kind: 'open' },
          allowances: [
            { id: 'a', label: 'a', bytes, resets: { every: 'never' }, after: first?.after ?? { kind: 'cut' } },
          ],
        };
        const reading = { asOf: iso(nowMs), used: said, unit: null, scope: 'general', source: 'app' } as const;
        const ours = planStatus(simple, usage, iso(nowMs)).used;
        const status = planStatus(simple, usage, iso(nowMs), [reading]);
        expect(status).toMatchObject({ used: said, remaining: bytes - said, outside: said - ours, state: 'active' });
        const left = {
          asOf: iso(nowMs),
          remaining: bytes - said,
          unit: null,
          scope: 'general',
          source: 'app',
        } as const;
        expect(planStatus(simple, usage, iso(nowMs), [left])).toEqual(status);
      }),
    );
  });
});
