import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/core/plan.ts';
import { ALLOWANCE, PARSED_AT, allowance, plan } from './support/unparsed-plan.ts';

describe('an invalid allowance is refused with the name of its first invalid field', () => {
  it.each<[string, unknown, string]>([
    ['null in the list', plan({ allowances: [ALLOWANCE, null] }), 'allowances[1]: must be an object (got null)'],
    [
      'the same id twice',
      plan({ allowances: [ALLOWANCE, ALLOWANCE] }),
      'allowances[1].id: must not be taken twice (got "data")',
    ],
    ['no label', allowance({ label: undefined }), 'allowances[0].label: is missing'],
    [
      'a long label',
      allowance({ label: 'y'.repeat(81) }),
      `allowances[0].label: must not be longer than 80 characters (got "${'y'.repeat(58)}…)`,
    ],
    ['negative bytes', allowance({ bytes: -5 }), 'allowances[0].bytes: must not be negative (got -5)'],
    ['parts of a byte', allowance({ bytes: 0.5 }), 'allowances[0].bytes: must be a whole number (got 0.5)'],
    ['NaN', allowance({ bytes: NaN }), 'allowances[0].bytes: must be a number (got NaN)'],
    ['infinite bytes', allowance({ bytes: Infinity }), 'allowances[0].bytes: must be finite (got Infinity)'],
    [
      'too many bytes',
      allowance({ bytes: 1e16 }),
      'allowances[0].bytes: must be at most 1000000000000000 (got 10000000000000000)',
    ],
    ['bytes left out', allowance({ bytes: undefined }), 'allowances[0].bytes: is missing'],
    [
      'an unknown reset',
      allowance({ resets: { every: 'week' } }),
      'allowances[0].resets.every: must be one of never, day, 24h, days, month (got "week")',
    ],
    [
      'a reset in text',
      allowance({ resets: 'daily' }),
      'allowances[0].resets: must be one of never, day, 24h, days, month (got "daily")',
    ],
    ['a daily reset without its hour', allowance({ resets: { every: 'day' } }), 'allowances[0].resets.at: is missing'],
    [
      '24:00',
      allowance({ resets: { every: 'day', at: '24:00' } }),
      'allowances[0].resets.at: must be a time HH:MM from 00:00 to 23:59 (got "24:00")',
    ],
    [
      '7:00',
      allowance({ resets: { every: 'day', at: '7:00' } }),
      'allowances[0].resets.at: must be a time HH:MM from 00:00 to 23:59 (got "7:00")',
    ],
    [
      'a reset in no zone',
      allowance({ resets: { every: 'day', at: '00:00', timeZone: 'HKT?' } }),
      'allowances[0].resets.timeZone: must be an IANA time zone (got "HKT?")',
    ],
    [
      'every 0 days',
      allowance({ resets: { every: 'days', days: 0 } }),
      'allowances[0].resets.days: must be at least 1 (got 0)',
    ],
    [
      'the 32nd',
      allowance({ resets: { every: 'month', day: 32 } }),
      'allowances[0].resets.day: must be at most 31 (got 32)',
    ],
    [
      'an empty list of sites',
      allowance({ sites: [] }),
      'allowances[0].sites: must name a site, or be left out (got a list of 0)',
    ],
    [
      'an invalid site',
      allowance({ sites: ['youtube.com', 'not a site'] }),
      'allowances[0].sites[1]: must be a site like youtube.com (got "not a site")',
    ],
    ['a site that is a number', allowance({ sites: [5] }), 'allowances[0].sites[0]: must be text (got 5)'],
    [
      'an address of another kind',
      allowance({ sites: ['mailto:a@b.example'] }),
      'allowances[0].sites[0]: must be a site like youtube.com (got "mailto:a@b.example")',
    ],
    [
      'invalid hours',
      allowance({ hours: { from: '23:00', to: '25:00' } }),
      'allowances[0].hours.to: must be a time HH:MM from 00:00 to 23:59 (got "25:00")',
    ],
    [
      'hours without length',
      allowance({ hours: { from: '23:00', to: '23:00' } }),
      'allowances[0].hours: must not begin and end at the same time (got an object)',
    ],
    [
      'a malformed start',
      allowance({ from: 'soon' }),
      'allowances[0].from: must be an ISO 8601 instant with an offset (got "soon")',
    ],
    [
      'an end before the start',
      allowance({ from: '2026-03-04T00:00:00Z', until: '2026-03-03T00:00:00Z' }),
      'allowances[0].until: must lie after from (got "2026-03-03T00:00:00Z")',
    ],
    [
      'unlimited rollover',
      allowance({ rollover: 'always' }),
      'allowances[0].rollover: must be "once", or left out (got "always")',
    ],
    ['free: false', allowance({ free: false }), 'allowances[0].free: must be true, or left out (got false)'],
    ['no consequence', allowance({ after: undefined }), 'allowances[0].after: is missing'],
    [
      'an unknown consequence',
      allowance({ after: { kind: 'explode' } }),
      'allowances[0].after.kind: must be one of throttle, charge, cut (got "explode")',
    ],
    [
      'a throttle to nothing',
      allowance({ after: { kind: 'throttle', kbps: 0 } }),
      'allowances[0].after.kbps: must be at least 1 (got 0)',
    ],
    [
      'a negative price',
      allowance({ after: { kind: 'charge', perMB: -1, currency: 'HKD' } }),
      'allowances[0].after.perMB: must not be negative (got -1)',
    ],
    [
      'a currency in words',
      allowance({ after: { kind: 'charge', perMB: 1, currency: 'HK$' } }),
      'allowances[0].after.currency: must be a currency code of three capital letters (ISO 4217) (got "HK$")',
    ],
    [
      'a negative cap',
      allowance({ after: { kind: 'charge', perMB: 1, currency: 'HKD', dailyCap: -68 } }),
      'allowances[0].after.dailyCap: must not be negative (got -68)',
    ],
    [
      'two currencies',
      plan({
        allowances: [
          { ...ALLOWANCE, after: { kind: 'charge', perMB: 1, currency: 'HKD' } },
          { ...ALLOWANCE, id: 'b', after: { kind: 'charge', perMB: 1, currency: 'MOP' } },
        ],
      }),
      'allowances[1].after.currency: must be HKD like the plan\'s other charges (got "MOP")',
    ],
    ['an invalid order', allowance({ order: 'first' }), 'allowances[0].order: must be a number (got "first")'],
  ])('%s', (_name, input, error) => {
    expect(parsePlan(input, PARSED_AT)).toEqual({ error });
  });
});
