import { describe, expect, it } from 'vitest';
import { currentPeriod } from '../../src/core/current-period.ts';
import { allowanceOf, hkt, planOf, planStatus, same } from './plan-fixture.ts';

const iso = (instant: string) => new Date(Date.parse(instant)).toISOString();
const periodAt = (plan: Parameters<typeof planStatus>[0], now: string) => {
  const { from, to } = currentPeriod(planStatus(plan, [], now));
  return { from: same(from), to: same(to) };
};

describe('currentPeriod', () => {
  it('is the whole plan where nothing resets', () => {
    expect(periodAt(planOf({}), hkt('03 12:00'))).toEqual({ from: iso(hkt('01 10:00')), to: iso(hkt('08 00:00')) });
  });

  it('is the day of a daily quota', () => {
    const plan = planOf({ allowances: [allowanceOf({ resets: { every: 'day', at: '00:00' } })] });
    expect(periodAt(plan, hkt('03 12:00'))).toEqual({ from: iso(hkt('03 00:00')), to: iso(hkt('04 00:00')) });
  });

  it('is that of the main quota, not of a top-up or an app pack', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({ id: 'extra', from: hkt('02 00:00'), until: hkt('04 00:00') }),
        allowanceOf({ id: 'video', sites: ['video.example'], resets: { every: '24h' } }),
        allowanceOf({ resets: { every: 'day', at: '06:00' } }),
      ],
    });
    expect(periodAt(plan, hkt('03 12:00'))).toEqual({ from: iso(hkt('03 06:00')), to: iso(hkt('04 06:00')) });
  });

  it('is open-ended where the plan is', () => {
    expect(periodAt(planOf({ validity: { kind: 'open' } }), hkt('03 12:00')).to).toBeNull();
  });
});
