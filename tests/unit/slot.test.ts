import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/duration.ts';
import { phasesOf, SLOT_BEFORE_PLANS_MS, SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { NOON } from './support/request.ts';

const phases = (length: number) => fc.uniqueArray(fc.integer({ min: 1, max: length - 1 }), { maxLength: 6 });
const instant = fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 });

describe('slotAt', () => {
  it.each([SLOT_MS, SLOT_BEFORE_PLANS_MS])('tiles time without gap or overlap, %i ms', (length) => {
    fc.assert(
      fc.property(instant, phases(length), (at, cuts) => {
        const slot = slotAt(at, cuts, length);
        expect(slot.from).toBeLessThanOrEqual(at);
        expect(slot.to).toBeGreaterThan(at);
        expect(slot.to - slot.from).toBeLessThanOrEqual(length);
        expect(slotAt(slot.from, cuts, length)).toEqual(slot);
        expect(slotAt(slot.to - 1, cuts, length)).toEqual(slot);
        expect(slotAt(slot.to, cuts, length).from).toBe(slot.to);
        expect(slotAt(slot.from - 1, cuts, length).to).toBe(slot.from);
      }),
    );
  });

  it('cuts at every phase and every multiple, whatever the order of the phases', () => {
    fc.assert(
      fc.property(instant, phases(SLOT_MS), (at, cuts) => {
        const base = Math.floor(at / SLOT_MS) * SLOT_MS;
        expect(slotAt(base, cuts).from).toBe(base);
        for (const cut of cuts) expect(slotAt(base + cut, cuts).from).toBe(base + cut);
        expect(slotAt(at, [...cuts].reverse())).toEqual(slotAt(at, cuts));
      }),
    );
  });

  it('cuts where a plan of 24 hours renews', () => {
    expect(slotAt(NOON + 3 * MINUTE_MS, [2 * MINUTE_MS])).toEqual({ from: NOON + 2 * MINUTE_MS, to: NOON + SLOT_MS });
    expect(slotAt(NOON + MINUTE_MS, [2 * MINUTE_MS])).toEqual({ from: NOON, to: NOON + 2 * MINUTE_MS });
  });
});

describe('phasesOf', () => {
  it('has none for a plan whose times are all on a quarter of an hour', () => {
    expect(phasesOf(planOf({}))).toEqual([]);
  });

  it('includes activation, top-ups, hours and daily resets', () => {
    const plan = planOf({
      activatedAt: '2026-03-01T10:02:30+08:00',
      allowances: [
        allowanceOf({ resets: { every: 'day', at: '00:05' } }),
        allowanceOf({ id: 'night', hours: { from: '23:10', to: '07:00' } }),
        allowanceOf({ id: 'extra', from: '2026-03-02T10:01:00Z', until: '2026-03-05T10:16:00Z' }),
      ],
    });
    expect(phasesOf(plan)).toEqual([1, 2.5, 5, 10].map((minutes) => minutes * MINUTE_MS));
  });

  it('is less than a slot for any activation', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const found = phasesOf(planOf({ activatedAt: new Date(at).toISOString() }));
        for (const phase of found) expect(phase > 0 && phase < SLOT_MS).toBe(true);
        expect(slotAt(at, found).from).toBe(at);
      }),
    );
  });
});
