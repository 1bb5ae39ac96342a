import { describe, expect, it } from 'vitest';
import { createToolbarState } from '../../src/background/toolbar-state.ts';
import type { PlanStatus } from '../../src/core/contract.ts';
import { badgeOf } from '../../src/core/badge.ts';
import { GB, MB, allowanceOf, hkt, over, planOf, planStatus } from './plan-fixture.ts';

const MINUTE = 60_000;
const plan = planOf({ allowances: [allowanceOf({ bytes: GB })] });
/** A status in the middle of the week, with that much used. */
const used = (bytes: number): PlanStatus =>
  planStatus(plan, [over(hkt('01 10:00'), hkt('03 10:00'), bytes)], hkt('04 12:00'));
const SPARE = used(10 * MB);
const SHORT = used(900 * MB);
const OUT = used(1100 * MB);

describe('the toolbar', () => {
  it('has three different paces in these tests', () => {
    const paces = [SPARE, SHORT, OUT].map((status) => badgeOf(status, true).pace);
    expect(new Set(paces).size).toBe(3);
    expect(paces[2]).toBe('out');
  });

  it('shows the first pace at once, and the figure always', () => {
    const state = createToolbarState();
    expect(state.next(SHORT, true, 0)).toEqual(badgeOf(SHORT, true));
    expect(state.next(SPARE, true, 1).text).toBe(badgeOf(SPARE, true).text);
  });

  it('shows another pace only once it has lasted for ten minutes', () => {
    const state = createToolbarState();
    const first = state.next(SPARE, true, 0).pace;
    expect(state.next(SHORT, true, MINUTE).pace).toBe(first);
    expect(state.next(SHORT, true, 10 * MINUTE).pace).toBe(first);
    expect(state.next(SHORT, true, 11 * MINUTE).pace).toBe(badgeOf(SHORT, true).pace);
  });

  it('starts the wait again when the pace falls back', () => {
    const state = createToolbarState();
    const first = state.next(SPARE, true, 0).pace;
    state.next(SHORT, true, MINUTE);
    state.next(SPARE, true, 9 * MINUTE);
    expect(state.next(SHORT, true, 10 * MINUTE).pace).toBe(first);
    expect(state.next(SHORT, true, 19 * MINUTE).pace).toBe(first);
    expect(state.next(SHORT, true, 20 * MINUTE).pace).toBe(badgeOf(SHORT, true).pace);
  });

  it('shows at once that the plan is over, that metering is off, and what comes after these', () => {
    const state = createToolbarState();
    state.next(SPARE, true, 0);
    expect(state.next(OUT, true, 1).pace).toBe('out');
    expect(state.next(OUT, false, 2).pace).toBe('idle');
    expect(state.next(SPARE, true, 3).pace).toBe(badgeOf(SPARE, true).pace);
    expect(state.next(null, true, 4)).toEqual(badgeOf(null, true));
  });
});
