import { expect, it } from 'vitest';
import { alertConditions } from '../../src/core/alerts/conditions.ts';
import { bankShares, endOfData } from '../../src/core/bank-shares.ts';
import { planStatus } from '../../src/core/plan-status.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';

const UNTIL = '2026-05-31T00:00:00.000Z';
const prepaid = planOf({
  activatedAt: '2026-03-02T00:00:00.000Z',
  validity: { kind: 'open' },
  allowances: [allowanceOf({ resets: { every: 'never' }, until: UNTIL })],
});
const monthly = planOf({
  activatedAt: '2026-03-02T00:00:00.000Z',
  validity: { kind: 'months', billingDay: 1 },
  allowances: [allowanceOf({ resets: { every: 'month', day: 1 } })],
});

it('a prepaid balance ends, it does not renew', () => {
  const status = planStatus(prepaid, [], '2026-05-30T21:00:00.000Z');
  expect(bankShares(status)).toMatchObject({ to: UNTIL, renews: false });
  expect(endOfData(status)).toBe(UNTIL);
});

it('a month’s data renews, and the plan does not end', () => {
  const status = planStatus(monthly, [], '2026-05-30T21:00:00.000Z');
  expect(bankShares(status).renews).toBe(true);
  expect(endOfData(status)).toBeNull();
});

it('a top-up that lasts longer than the balance is its end', () => {
  const later = '2026-08-29T00:00:00.000Z';
  const topUp = allowanceOf({ id: 'more', resets: { every: 'never' }, from: '2026-06-02T00:00:00.000Z', until: later });
  const topped = { ...prepaid, allowances: [...prepaid.allowances, topUp] };
  expect(endOfData(planStatus(topped, [], '2026-06-03T00:00:00.000Z'))).toBe(later);
});

it('its end is warned of as a plan’s is', () => {
  const settings = { total: [], today: [], expiryHours: [24] };
  const reached = (at: string) =>
    alertConditions(prepaid, planStatus(prepaid, [], at), settings, null)
      .filter(({ isReached }) => isReached)
      .map(({ subject }) => subject);
  expect(reached('2026-05-28T00:00:00.000Z')).toEqual([]);
  expect(reached('2026-05-30T21:00:00.000Z')).toEqual([{ kind: 'expiry', hours: 24 }]);
});
