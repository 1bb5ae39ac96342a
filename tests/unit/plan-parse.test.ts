import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/core/plan.ts';
import { ALLOWANCE, PARSED_AT, PLAN, allowance, plan } from './support/unparsed-plan.ts';

const without = (key: string) => Object.fromEntries(Object.entries(PLAN).filter(([name]) => name !== key));

describe('a valid plan', () => {
  it('is returned unchanged', () => {
    expect(parsePlan(PLAN, PARSED_AT)).toEqual(PLAN);
  });

  it('may have every optional field', () => {
    const full = {
      ...PLAN,
      carrier: 'CMHK',
      price: { amount: 88, currency: 'HKD' },
      alerts: { total: [50, 80, 90, 100], today: [80, 100], expiryHours: [24], quiet: { from: '23:00', to: '07:30' } },
      allowances: [
        { ...ALLOWANCE, resets: { every: 'day', at: '00:00', timeZone: 'UTC' }, rollover: 'once', order: 2 },
        { ...ALLOWANCE, id: 'night', hours: { from: '23:00', to: '07:00' }, resets: { every: '24h' } },
        {
          ...ALLOWANCE,
          id: 'social',
          bytes: null,
          sites: ['youtube.com'],
          free: true,
          resets: { every: 'month', day: 31 },
        },
        {
          ...ALLOWANCE,
          id: 'top-up',
          from: '2026-03-02T00:00:00Z',
          until: '2026-03-04T00:00:00Z',
          resets: { every: 'days', days: 2 },
          after: { kind: 'charge', perMB: 1.5, currency: 'HKD', dailyCap: 68 },
        },
        { ...ALLOWANCE, id: 'slow', after: { kind: 'throttle', kbps: 128 } },
      ],
    };
    expect(parsePlan(full, PARSED_AT)).toEqual(full);
    expect(parsePlan({ ...full, validity: { kind: 'months', billingDay: 31 } }, PARSED_AT)).toMatchObject({
      id: 'hk7',
    });
    expect(parsePlan({ ...full, validity: { kind: 'open' } }, PARSED_AT)).toMatchObject({ id: 'hk7' });
  });

  it('may have addresses for sites, which become sites', () => {
    const sites = [
      'https://m.youtube.com/watch?v=1',
      'YouTube.com',
      'www.bbc.co.uk/news',
      ' tvb.com ',
      'localhost:8080',
    ];
    expect(parsePlan(allowance({ sites }), PARSED_AT)).toMatchObject({
      allowances: [{ sites: ['youtube.com', 'bbc.co.uk', 'tvb.com', 'localhost'] }],
    });
  });

  it('loses unknown keys, and those of the prototype do no harm', () => {
    const text = JSON.stringify(PLAN).replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":1},"colour":"red",',
    );
    const parsed = parsePlan(JSON.parse(text), PARSED_AT);
    expect(parsed).toEqual(PLAN);
    expect(Object.keys(parsed).sort()).toEqual(Object.keys(PLAN).sort());
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it('has names that turn no text around them, and hide nothing', () => {
    const label = 'Day\u2066 pack\u0007\n2';
    const named = { ...PLAN, name: '\u202e BG 7 \u200bSIM \u202c', allowances: [{ ...ALLOWANCE, label }] };
    expect(parsePlan(named, PARSED_AT)).toMatchObject({ name: 'BG 7 SIM', allowances: [{ label: 'Day pack 2' }] });
    const family = { ...PLAN, name: '👨‍👩‍👧 plan' };
    expect(parsePlan(family, PARSED_AT)).toMatchObject({ name: '👨‍👩‍👧 plan' });
    expect(parsePlan({ ...PLAN, name: '\u202e\u200b' }, PARSED_AT)).toEqual({
      error: expect.stringContaining('name: must not be empty'),
    });
  });

  it('may start up to two years ahead', () => {
    expect(parsePlan(plan({ activatedAt: '2028-02-29T12:00:00Z' }), PARSED_AT)).toHaveProperty('id');
  });
});

describe('an invalid plan is refused with the name of its first invalid field', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'plan: is missing'],
    ['null', null, 'plan: must be an object (got null)'],
    ['text', 'plan', 'plan: must be an object (got "plan")'],
    ['a list', [], 'id: is missing'],
    ['no id', without('id'), 'id: is missing'],
    ['an id that is a number', plan({ id: 7 }), 'id: must be text (got 7)'],
    [
      'an id that is too long',
      plan({ id: 'x'.repeat(101) }),
      `id: must not be longer than 100 characters (got "${'x'.repeat(58)}…)`,
    ],
    ['a blank name', plan({ name: '   ' }), 'name: must not be empty (got "   ")'],
    [
      'a long name',
      plan({ name: '长'.repeat(81) }),
      `name: must not be longer than 80 characters (got "${'长'.repeat(58)}…)`,
    ],
    ['a null carrier', plan({ carrier: null }), 'carrier: must be text (got null)'],
    ['no zone', without('timeZone'), 'timeZone: is missing'],
    ['an unknown zone', plan({ timeZone: 'Asia/Kowloon' }), 'timeZone: must be an IANA time zone (got "Asia/Kowloon")'],
    ['an offset for a zone', plan({ timeZone: '+08:00' }), 'timeZone: must be an IANA time zone (got "+08:00")'],
    ['an empty zone', plan({ timeZone: '' }), 'timeZone: must be an IANA time zone (got "")'],
    ['a unit of 1024 in text', plan({ unit: '1024' }), 'unit: must be 1000 or 1024 (got "1024")'],
    ['a unit of 1', plan({ unit: 1 }), 'unit: must be 1000 or 1024 (got 1)'],
    [
      'a date without time',
      plan({ activatedAt: '2026-03-01' }),
      'activatedAt: must be an ISO 8601 instant with an offset (got "2026-03-01")',
    ],
    [
      'no offset',
      plan({ activatedAt: '2026-03-01T10:00:00' }),
      'activatedAt: must be an ISO 8601 instant with an offset (got "2026-03-01T10:00:00")',
    ],
    [
      '30 February',
      plan({ activatedAt: '2026-02-30T10:00:00Z' }),
      'activatedAt: must be an ISO 8601 instant with an offset (got "2026-02-30T10:00:00Z")',
    ],
    ['epoch milliseconds', plan({ activatedAt: 1772330400000 }), 'activatedAt: must be text (got 1772330400000)'],
    [
      '1999',
      plan({ activatedAt: '1999-12-31T23:59:59Z' }),
      'activatedAt: must not lie before the year 2000 (got "1999-12-31T23:59:59Z")',
    ],
    [
      'the far future',
      plan({ activatedAt: '2028-04-01T00:00:00Z' }),
      'activatedAt: must not lie more than two years ahead (got "2028-04-01T00:00:00Z")',
    ],
    [
      'the year 9999',
      plan({ activatedAt: '9999-01-01T00:00:00Z' }),
      'activatedAt: must lie before the year 2100 (got "9999-01-01T00:00:00Z")',
    ],
    ['no validity', without('validity'), 'validity: is missing'],
    [
      'an unknown validity',
      plan({ validity: { kind: 'weeks' } }),
      'validity.kind: must be one of days, months, open (got "weeks")',
    ],
    [
      'no days',
      plan({ validity: { kind: 'days', days: 0, clock: 'calendar' } }),
      'validity.days: must be at least 1 (got 0)',
    ],
    [
      'negative days',
      plan({ validity: { kind: 'days', days: -7, clock: 'hours' } }),
      'validity.days: must be at least 1 (got -7)',
    ],
    [
      'half days',
      plan({ validity: { kind: 'days', days: 1.5, clock: 'hours' } }),
      'validity.days: must be a whole number (got 1.5)',
    ],
    [
      'absurd days',
      plan({ validity: { kind: 'days', days: 1e6, clock: 'hours' } }),
      'validity.days: must be at most 3660 (got 1000000)',
    ],
    [
      'days in text',
      plan({ validity: { kind: 'days', days: '7', clock: 'hours' } }),
      'validity.days: must be a number (got "7")',
    ],
    [
      'an unknown clock',
      plan({ validity: { kind: 'days', days: 7, clock: 'lunar' } }),
      'validity.clock: must be calendar or hours (got "lunar")',
    ],
    [
      'billing day 0',
      plan({ validity: { kind: 'months', billingDay: 0 } }),
      'validity.billingDay: must be at least 1 (got 0)',
    ],
    [
      'billing day 32',
      plan({ validity: { kind: 'months', billingDay: 32 } }),
      'validity.billingDay: must be at most 31 (got 32)',
    ],
    ['no allowances', without('allowances'), 'allowances: is missing'],
    ['an empty list', plan({ allowances: [] }), 'allowances: must hold at least one allowance (got a list of 0)'],
    ['an object for a list', plan({ allowances: { 0: ALLOWANCE } }), 'allowances: must be a list (got an object)'],
    [
      '51 allowances',
      plan({ allowances: Array.from({ length: 51 }, (_, index) => ({ ...ALLOWANCE, id: `a${index}` })) }),
      'allowances: must not hold more than 50 allowances (got a list of 51)',
    ],
    ['a price without currency', plan({ price: { amount: 88 } }), 'price.currency: is missing'],
    [
      'a negative amount',
      plan({ price: { amount: -88, currency: 'HKD' } }),
      'price.amount: must not be negative (got -88)',
    ],
    [
      'an alert at 120 %',
      plan({ alerts: { total: [120], today: [], expiryHours: [] } }),
      'alerts.total[0]: must be at most 100 (got 120)',
    ],
    [
      'an alert at half, meant as a share',
      plan({ alerts: { total: [50], today: [0.5], expiryHours: [] } }),
      'alerts.today[0]: must be at least 1 (got 0.5)',
    ],
    [
      'negative hours before expiry',
      plan({ alerts: { total: [], today: [], expiryHours: [-1] } }),
      'alerts.expiryHours[0]: must not be negative (got -1)',
    ],
    [
      'too many alerts',
      plan({ alerts: { total: Array(21).fill(50), today: [], expiryHours: [] } }),
      'alerts.total: must not be longer than 20 (got a list of 21)',
    ],
    [
      'incomplete quiet hours',
      plan({ alerts: { total: [], today: [], expiryHours: [], quiet: { from: '22:00' } } }),
      'alerts.quiet.to: is missing',
    ],
  ])('%s', (_name, input, error) => {
    expect(parsePlan(input, PARSED_AT)).toEqual({ error });
  });
});
