import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { badgeOf } from '../../src/core/badge.ts';
import { bankShares } from '../../src/core/bank-shares.ts';
import type { Plan, PlanStatus } from '../../src/core/contract.ts';
import { paceOf } from '../../src/core/pace.ts';
import { steadyPace } from '../../src/core/steady-pace.ts';

const GB = 1e9;
const at = (hours: number) => new Date(Date.UTC(2026, 10, 19) + hours * 3_600_000).toISOString();

const plan: Plan = {
  id: 'p',
  name: 'Week',
  timeZone: 'UTC',
  unit: 1000,
  activatedAt: at(0),
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [
    { id: 'a', label: '10 GB', bytes: 10 * GB, resets: { every: 'never' }, after: { kind: 'throttle', kbps: 128 } },
  ],
};

/** A status after the share `gone` of a week, with `used` of 10 GB. */
function status(gone: number, used: number, over: Partial<PlanStatus> = {}): PlanStatus {
  return {
    at: at(gone * 168),
    plan,
    state: 'active',
    startsAt: at(0),
    endsAt: at(168),
    used: used * 10 * GB,
    remaining: 10 * GB - used * 10 * GB,
    allowances: [{ id: 'a', used: used * 10 * GB, remaining: 0, periodStart: at(0), periodEnd: at(168) }],
    today: { start: at(0), end: at(24), used: 0, share: null },
    forecast: { method: 'pace', perDay: GB, atEnd: null, runsOutAt: null },
    outside: null,
    ...over,
  };
}

const runsOut = (hours: number): Partial<PlanStatus> => ({
  forecast: {
    method: 'pace',
    perDay: GB,
    atEnd: null,
    runsOutAt: { p10: at(hours - 5), p50: at(hours), p90: null },
  },
});

describe('pace', () => {
  test.each([
    ['time well ahead of data', status(0.5, 0.4), 'spare'],
    ['in step', status(0.5, 0.48), 'even'],
    ['in step, data a little ahead', status(0.5, 0.52), 'even'],
    ['data ahead of time', status(0.5, 0.56), 'short'],
    ['time ahead, but the forecast runs out', status(0.5, 0.3, runsOut(150)), 'short'],
    ['a forecast that runs out after the end', status(0.5, 0.4, runsOut(170)), 'spare'],
    ['five per cent left', status(0.99, 0.95), 'out'],
    ['a little more than five per cent left', status(0.99, 0.94), 'spare'],
    ['throttled', status(0.5, 1, { state: 'throttled', remaining: 0 }), 'out'],
    ['charging', status(0.5, 1, { state: 'charging', remaining: 0 }), 'out'],
    ['cut', status(0.5, 1, { state: 'cut', remaining: 0 }), 'out'],
    ['expired', status(1, 0.5, { state: 'expired' }), 'idle'],
    ['not started', status(0, 0, { state: 'not-started' }), 'idle'],
    ['no limit', status(0.5, 0.5, { remaining: null }), 'even'],
  ] as const)('%s', (_, given, pace) => expect(paceOf(given, true)).toBe(pace));

  test('is idle while metering is off, and without a plan', () => {
    expect(paceOf(status(0.5, 0.99), false)).toBe('idle');
    expect(paceOf(null, true)).toBe('idle');
  });

  test('never improves with more data used', () => {
    const rank = ['spare', 'even', 'short', 'out'];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (gone, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const paces = [less, more].map((used) => rank.indexOf(paceOf(status(gone, used), true)));
        expect(paces[1]).toBeGreaterThanOrEqual(paces[0] ?? 0);
      }),
    );
  });
});

describe('the bank', () => {
  test('covers the day of a daily quota', () => {
    const daily = status(0.5, 0.25, {
      allowances: [{ id: 'a', used: 0, remaining: 0, periodStart: at(72), periodEnd: at(96) }],
    });
    expect(bankShares(daily)).toMatchObject({ gone: 0.5, used: 0.25, from: at(72), to: at(96), total: 10 * GB });
  });

  test('is level where no period ends', () => {
    const open = status(0.5, 0.25, {
      endsAt: null,
      allowances: [{ id: 'a', used: 0, remaining: 0, periodStart: at(0), periodEnd: null }],
    });
    expect(bankShares(open)).toMatchObject({ gone: 0.25, used: 0.25, to: null });
  });

  test('is not stretched by use beyond the allowance', () => {
    const over = status(0.9, 1.2, { state: 'throttled', remaining: 0 });
    expect(bankShares(over)).toMatchObject({ total: 10 * GB, used: 1 });
  });

  test('includes a top-up, whose own period is not the plan’s', () => {
    const bought = { ...plan.allowances[0]!, id: 't', from: at(24), bytes: 2 * GB };
    const topped = status(0.5, 0.5, {
      plan: { ...plan, allowances: [bought, ...plan.allowances] },
      remaining: 7 * GB,
      allowances: [
        { id: 't', used: 0, remaining: 2 * GB, periodStart: at(24), periodEnd: at(48) },
        { id: 'a', used: 5 * GB, remaining: 5 * GB, periodStart: at(0), periodEnd: at(168) },
      ],
    });
    expect(bankShares(topped)).toMatchObject({ total: 12 * GB, from: at(0), to: at(168), gone: 0.5 });
  });
});

describe('badge', () => {
  const left = (bytes: number, unit: 1000 | 1024 = 1000) =>
    badgeOf(status(0.5, 0, { plan: { ...plan, unit }, remaining: bytes }), true).text;

  test.each([
    [8.42 * GB, '8.4G'],
    [8.49 * GB, '8.4G'],
    [9.99 * GB, '9.9G'],
    [10.9 * GB, '10G'],
    [120 * GB, '120G'],
    [1500 * GB, '1T'],
    [0.7401 * GB, '740M'],
    [999_999_999, '999M'],
    [1_000_000, '1M'],
    [999_999, '<1M'],
    [0, '0'],
  ])('%d bytes left', (bytes, text) => expect(left(bytes)).toBe(text));

  test('uses the plan’s units of 1024', () => {
    expect(left(8.42 * 1024 ** 3, 1024)).toBe('8.4G');
    expect(left(1023 * 1024 ** 2, 1024)).toBe('0.9G');
  });

  test.each([
    ['throttled', status(0.9, 1, { state: 'throttled', remaining: 0 }), true, '128k', 'out'],
    ['cut', status(0.9, 1, { state: 'cut', remaining: 0 }), true, '0', 'out'],
    ['charging', status(0.9, 1, { state: 'charging', remaining: 0 }), true, '0', 'out'],
    ['not metered', status(0.5, 0.4), false, '–', 'idle'],
    ['expired', status(1, 0.4, { state: 'expired' }), true, '–', 'idle'],
    ['not started', status(0, 0, { state: 'not-started' }), true, '', 'idle'],
    ['no limit', status(0.5, 0.4, { remaining: null }), true, '', 'even'],
    ['no plan', null, true, '', 'idle'],
  ] as const)('%s', (_, given, metered, text, pace) => expect(badgeOf(given, metered)).toEqual({ text, pace }));

  test('1 Mbit/s is not taken for a megabyte', () => {
    const fast = {
      ...plan,
      allowances: [{ ...plan.allowances[0]!, after: { kind: 'throttle' as const, kbps: 1000 } }],
    };
    expect(badgeOf(status(0.9, 1, { plan: fast, state: 'throttled', remaining: 0 }), true).text).toBe('1Mb');
  });

  test('has at most four characters, and never shows more than there is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e16, noNaN: true }),
        fc.constantFrom(1000 as const, 1024 as const),
        (bytes, unit) => {
          const text = left(bytes, unit);
          expect(text.length).toBeLessThanOrEqual(4);
          const power = { M: 2, G: 3, T: 4 }[text.at(-1) ?? ''] ?? 0;
          if (!text.startsWith('<'))
            expect(Number.parseFloat(text) * unit ** power).toBeLessThanOrEqual(bytes * (1 + 1e-9));
        },
      ),
    );
  });
});

describe('displayed pace', () => {
  const MINUTE = 60_000;

  test('changes once the change has lasted for ten minutes', () => {
    let steady = steadyPace(null, 'spare', 0);
    steady = steadyPace(steady, 'short', MINUTE);
    expect(steadyPace(steady, 'short', 10 * MINUTE).shown).toBe('spare');
    expect(steadyPace(steady, 'short', 11 * MINUTE).shown).toBe('short');
  });

  test('starts the wait again where the change is reversed', () => {
    let steady = steadyPace(null, 'spare', 0);
    steady = steadyPace(steady, 'even', MINUTE);
    steady = steadyPace(steady, 'spare', 5 * MINUTE);
    steady = steadyPace(steady, 'even', 6 * MINUTE);
    expect(steadyPace(steady, 'even', 12 * MINUTE).shown).toBe('spare');
  });

  test('changes at once to out, and after idle', () => {
    expect(steadyPace(steadyPace(null, 'spare', 0), 'out', 1).shown).toBe('out');
    expect(steadyPace(steadyPace(null, 'idle', 0), 'short', 1).shown).toBe('short');
  });

  test('starts the wait again when the clock is set back', () => {
    const waiting = steadyPace(steadyPace(null, 'spare', 0), 'even', 100 * MINUTE);
    const back = steadyPace(waiting, 'even', 50 * MINUTE);
    expect(back.shown).toBe('spare');
    expect(steadyPace(back, 'even', 60 * MINUTE).shown).toBe('even');
  });
});
