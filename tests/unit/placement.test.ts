import { describe, expect, it } from 'vitest';
import { placementFor } from '../../src/background/placement.ts';
import { MINUTE_MS } from '../../src/core/duration.ts';
import { SLOT_MS } from '../../src/core/slot.ts';
import { planOf } from './plan-fixture.ts';
import { NOON } from './support/request.ts';

const at = NOON + 3 * MINUTE_MS + 1;
const plan = planOf({ id: 'a', activatedAt: '2026-03-01T10:02:00Z' });

describe('placementFor', () => {
  it('posts to the active plan, in slots cut where it renews', () => {
    expect(placementFor(true, plan)(at)).toEqual({
      slot: { from: NOON + 2 * MINUTE_MS, to: NOON + SLOT_MS },
      owner: 'plan:a',
    });
  });

  it('posts minute by minute while there is no plan yet', () => {
    expect(placementFor(true, null)(at)).toEqual({
      slot: { from: NOON + 3 * MINUTE_MS, to: NOON + 4 * MINUTE_MS },
      owner: 'none',
    });
  });

  it.each([plan, null])('separates what is not metered', (active) => {
    expect(placementFor(false, active)(at)).toEqual({ slot: { from: NOON, to: NOON + SLOT_MS }, owner: 'unmetered' });
  });
});
