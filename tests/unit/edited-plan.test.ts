import { expect, it } from 'vitest';
import { draftOf } from '../../src/ui/plan/draft-of.ts';
import { draftPlan } from '../../src/ui/plan/draft-plan.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const MONTH = planOf({
  validity: { kind: 'months', billingDay: 1 },
  allowances: [allowanceOf({ resets: { every: 'month', day: 1 } })],
});

it('data that renews with the plan goes on doing so when the plan’s day is changed', () => {
  const edited = draftPlan({ ...draftOf(MONTH), billingDay: '15' }, 'x', '', NOW);
  expect(edited).toMatchObject({ plan: { validity: { billingDay: 15 }, allowances: [{ resets: { day: 15 } }] } });
  expect(draftPlan(draftOf(MONTH), 'x', '', NOW)).toEqual({ plan: MONTH });
});

it('data that renews on another day than the plan keeps its own', () => {
  const other = { ...MONTH, allowances: [allowanceOf({ resets: { every: 'month', day: 20 } })] };
  const edited = draftPlan({ ...draftOf(other), billingDay: '15' }, 'x', '', NOW);
  expect(edited).toMatchObject({ plan: { allowances: [{ resets: { day: 20 } }] } });
});

it('what an unlimited allowance does not show is not asked for', () => {
  const draft = draftOf(MONTH);
  const allowances = [{ ...draft.allowances[0]!, isLimited: false, resets: 'days' as const, everyDays: '' }];
  expect(draftPlan({ ...draft, allowances }, 'x', '', NOW)).toMatchObject({
    plan: { allowances: [{ bytes: null, resets: { every: 'never' } }] },
  });
});

it('data cannot end before its plan begins', () => {
  const draft = draftOf({ ...MONTH, activatedAt: '2026-03-01T00:00:00.000Z' });
  const ending = (until: string) =>
    draftPlan({ ...draft, allowances: [{ ...draft.allowances[0]!, until }] }, 'x', '', NOW);
  expect(ending('2026-02-01T00:00')).toEqual({ wrong: new Set(['0.life']) });
  expect(ending('2026-04-01T00:00')).toHaveProperty('plan');
});
