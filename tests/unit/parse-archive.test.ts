import { describe, expect, it } from 'vitest';
import type { Archive } from '../../src/core/contract.ts';
import { parseArchive } from '../../src/core/parse-archive.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';

const plan = planOf({ id: 'a', activatedAt: '2026-11-19T00:00:00Z', allowances: [allowanceOf({ bytes: 5e9 })] });
const reading = { asOf: '2026-11-20T00:00:00Z', used: 5, unit: 1000, scope: 'general', source: 'sms' } as const;
const hold = { site: 'video.test', mode: 'paused', reason: 'user' } as const;
const row: Archive['usage'][number] = {
  from: '2026-11-19T12:00:00.000Z',
  to: '2026-11-19T12:15:00.000Z',
  plan: 'a',
  site: 'news.test',
  host: 'cdn.news.test',
  kind: 'image',
  down: 1000,
  up: 10,
  low: 1000,
  high: 1020,
  measured: 0.5,
  requests: 1,
};
const archive: Archive = {
  format: 'datagauge-archive',
  version: 1,
  exportedAt: '2026-11-22T06:20:00.000Z',
  plans: [plan],
  active: 'a',
  readings: [{ plan: 'a', reading }],
  holds: [hold],
  usage: [row],
};
/** The archive with a list that is too long. */
const withLong = (key: string, length: number) => ({ ...archive, [key]: Array.from({ length }) });
const withRow = (rest: object) => ({ ...archive, usage: [row, { ...row, ...rest }] });
const DEEP = (JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown[])[0];

describe('parseArchive', () => {
  it('accepts what the extension writes, unchanged', () => {
    expect(parseArchive(archive)).toEqual(archive);
    for (const rest of [{ plan: null }, { plan: '' }, { site: '', host: '' }, { site: '(private)', host: '' }])
      expect(parseArchive(withRow(rest))).toEqual(withRow(rest));
    for (const site of ['localhost', '192.168.1.1', '[::1]', 'xn--fiqs8s', 'a.github.io', '__proto__', 'constructor'])
      expect(parseArchive(withRow({ site }))).toEqual(withRow({ site }));
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^archive: is missing/],
    ['a list', [], /^archive format: is missing/],
    ['text', 'zeros', /^archive: must be an object/],
    ['another format', { ...archive, format: 'har' }, /^archive format: must be datagauge-archive \(got "har"\)$/],
    ['a newer version', { ...archive, version: 2 }, /^archive version: must be 1: a newer version .* \(got 2\)$/],
    ['an invalid instant', { ...archive, exportedAt: 'now' }, /^archive exportedAt: must be an ISO 8601 instant/],
    ['no list of plans', { ...archive, plans: { length: 3 } }, /^archive plans: must be a list/],
    [
      'an invalid plan',
      { ...archive, plans: [{ ...plan, unit: 7 }] },
      /^archive plans\[0\]\.unit: must be 1000 or 1024/,
    ],
    ['a repeated plan', { ...archive, plans: [plan, plan] }, /^archive plans\[1\]\.id: must not be taken twice/],
    ['an unknown active plan', { ...archive, active: 'z' }, /^archive active: must be one of the plans \(got "z"\)$/],
    ['an invalid reading', { ...archive, readings: [{ plan: 'a', reading: { ...reading, used: -1 } }] }, /^archive readings\[0\]\.reading\.used: must not be negative/], // prettier-ignore
    ['an invalid hold', { ...archive, holds: [{ ...hold, mode: 'off' }] }, /^archive holds\[0\]\.mode: must be one of/],
    ['too many plans', withLong('plans', 1001), /^archive plans: must not hold more than 1000/],
    ['too many readings', withLong('readings', 10_001), /^archive readings: must not hold more than 10000/],
    ['too many holds', withLong('holds', 5001), /^archive holds: must not hold more than 5000/],
    ['too much usage', withLong('usage', 2_000_001), /^archive usage: must not hold more than 2000000/],
    ['no usage', { ...archive, usage: undefined }, /^archive usage: is missing/],
    ['an invalid row', { ...archive, usage: [null] }, /^archive usage\[0\]: must be an object/],
    ['a row without a site', withRow({ site: undefined }), /^archive usage\[1\]\.site: is missing/],
    ['negative bytes', withRow({ down: -5 }), /^archive usage\[1\]\.down: must not be negative \(got -5\)$/],
    ['absurd bytes', withRow({ up: 1e16 }), /^archive usage\[1\]\.up: must be at most/],
    ['NaN', withRow({ down: NaN }), /^archive usage\[1\]\.down: must be/],
    ['infinity', withRow({ high: Infinity }), /^archive usage\[1\]\.high: must be/],
    ['text for bytes', withRow({ down: '1000' }), /^archive usage\[1\]\.down: must be a number/],
    ['a share above 1', withRow({ measured: 1.1 }), /^archive usage\[1\]\.measured: must be at most 1/],
    ['half a request', withRow({ requests: 0.5 }), /^archive usage\[1\]\.requests: must be a whole number/],
    ['bounds that cross', withRow({ low: 2000 }), /^archive usage\[1\]\.high: must not be less than low/],
    ['a slot without length', withRow({ to: row.from }), /^archive usage\[1\]\.to: must lie after from/],
    [
      'a slot of weeks',
      withRow({ to: '2026-12-19T12:00:00Z' }),
      /^archive usage\[1\]\.to: must not lie more than 25 h/,
    ],
    [
      'a time in the far future',
      withRow({ from: '9999-01-01T00:00:00Z' }),
      /^archive usage\[1\]\.from: must lie before/,
    ],
    ['a time without offset', withRow({ from: '2026-11-19T12:00:00' }), /^archive usage\[1\]\.from: must be an ISO/],
    ['an address for a site', withRow({ site: 'https://news.test/a?b' }), /^archive usage\[1\]\.site: must be a site/],
    ['markup for a site', withRow({ site: '<img src=x>' }), /^archive usage\[1\]\.site: must be a site/],
    ['two names for a host', withRow({ host: 'a.test b.test' }), /^archive usage\[1\]\.host: must be a host/],
    ['a private host', withRow({ site: '(private)' }), /^archive usage\[1\]\.host: must be empty for private/],
    [
      'a name that is too long',
      withRow({ site: 'a'.repeat(300) }),
      /^archive usage\[1\]\.site: must not be longer than 255/,
    ],
    ['an invalid kind', withRow({ kind: 'Image 1' }), /^archive usage\[1\]\.kind: must be a kind/],
    ['depth', { ...archive, usage: DEEP }, /^archive usage\[0\]: must be an object|^archive usage\[0\]\.from/],
  ])('refuses %s, with the field’s name', (_, input, error) => {
    expect((parseArchive(input) as { error: string }).error).toMatch(error);
  });

  it('drops unknown keys; those of the prototype do no harm', () => {
    const text = JSON.stringify(archive).replaceAll(
      '{',
      '{"more":1,"__proto__":{"polluted":1},"constructor":{"prototype":{}},',
    );
    expect(parseArchive(JSON.parse(text))).toEqual(archive);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('rounds to whole bytes', () => {
    expect(parseArchive(withRow({ down: 1000.4 }))).toEqual(withRow({ down: 1000 }));
  });
});
