import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindName } from '../../src/ui/dashboard/kind-name.ts';
import { scaleTicks } from '../../src/ui/bank/scale-ticks.ts';
import { calendarTicks } from '../../src/ui/bank/calendar-ticks.ts';
import { dataText, dataWords } from '../../src/ui/format/data-text.ts';
import { durationText } from '../../src/ui/format/duration-text.ts';
import { percentText } from '../../src/ui/format/percent-text.ts';
import { instantOf, nextMidnight, wallClock } from '../../src/ui/format/wall-clock.ts';
import { endingAt, endWords, sinceWords, zonedTime } from '../../src/ui/format/when-text.ts';
import { chooseLanguage, LANGUAGES } from '../../src/ui/wording/choose.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';

const HK = 'Asia/Hong_Kong';
const voices = Object.fromEntries(LANGUAGES.map((language) => [language, createVoice(language, HK)]));
const en = createVoice('en', HK);
const ms = (text: string) => Date.parse(text);
const HOUR = 3_600_000;

describe('a kind', () => {
  test('without a name is shown as it is, also if every object has such a property', () => {
    expect(['script', 'hologram', 'constructor'].map((kind) => kindName(kind, en))).toEqual([
      'scripts',
      'hologram',
      'constructor',
    ]);
  });
});

describe('language', () => {
  test.each([
    [null, ['de', 'zh-TW', 'en'], 'zh-HK'],
    [null, ['zh-Hant-CN'], 'zh-HK'],
    [null, ['zh-Hans-HK'], 'zh-CN'],
    [null, ['zh-MO'], 'zh-HK'],
    [null, ['yue'], 'zh-HK'],
    [null, ['zh'], 'zh-CN'],
    [null, ['zh-SG'], 'zh-CN'],
    [null, ['fr', 'en-GB', 'zh-CN'], 'en'],
    [null, ['fr'], 'en'],
    [null, [], 'en'],
    ['zh-CN', ['en'], 'zh-CN'],
    ['tlh', ['zh-HK'], 'zh-HK'],
  ])('%s %j', (own, preferred, language) => expect(chooseLanguage(own, preferred)).toBe(language));
});

describe('amounts', () => {
  test.each([
    [8.42e9, {}, '8.42\u00a0GB'],
    [123.45e9, {}, '123.5\u00a0GB'],
    [999.6e6, {}, '1.00\u00a0GB'],
    [412.4e6, {}, '412\u00a0MB'],
    [9.94e6, {}, '9.9\u00a0MB'],
    [9.96e6, {}, '10\u00a0MB'],
    [123_400, {}, '123\u00a0kB'],
    [1, {}, '<1\u00a0kB'],
    [0, {}, '0\u00a0kB'],
    [3e6, { unit: 'GB' }, '<0.01\u00a0GB'],
    [8.42e9, { spread: 0.1 }, '8.4\u00a0GB'],
    [1.23e9, { spread: 0.31 }, 'about 1\u00a0GB'],
    [472e6, { spread: 0.5 }, 'about 500\u00a0MB'],
  ] as const)('%d %j', (bytes, options, words) => expect(dataWords(bytes, { base: 1000, ...options }, en)).toBe(words));

  test('in a plan with 1024 MB per GB', () => {
    expect(dataWords(8 * 1024 ** 3, { base: 1024 }, en)).toBe('8.00\u00a0GB');
    expect(dataWords(1000 * 1024 ** 2, { base: 1024 }, en)).toBe('1,000\u00a0MB');
  });

  test('a small amount is never 0.00', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e13 }), fc.constantFrom('GB', 'MB', 'kB'), (bytes, unit) => {
        expect(dataText(bytes, { base: 1000, unit }, 'en').number).not.toMatch(/^[0.,]+$/);
      }),
    );
  });

  test('per cent has a space in English and none in Chinese', () => {
    expect(LANGUAGES.map((language) => percentText(0.01, language))).toEqual(['1\u00a0%', '1%', '1%']);
    expect([0, 0.0004, 0.333, 0.8545].map((share) => percentText(share, 'zh-CN', 1))).toEqual([
      '0.0%',
      '<0.1%',
      '33.3%',
      '85.5%',
    ]);
  });
});

describe('time', () => {
  test.each([
    ['en', '3\u00a0d 9\u00a0h', '12\u00a0h 30\u00a0min', '0\u00a0h'],
    ['zh-CN', '3天9小时', '12小时30分钟', '0小时'],
    ['zh-HK', '3日9小時', '12小時30分鐘', '0小時'],
  ])('%s', (language, days, hours, none) => {
    const texts = [81.9 * HOUR, 12.51 * HOUR, -1].map((each) => durationText(each, voices[language]!));
    expect(texts).toEqual([days, hours, none]);
  });

  test('an end at midnight is 24:00 of the last day', () => {
    const { day, time } = endingAt(ms('2026-11-25T16:00:00Z'), HK);
    expect([day.month, day.day, time]).toEqual([11, 25, '24:00']);
    expect(endingAt(ms('2026-11-25T15:59:00Z'), HK).time).toBe('23:59');
  });

  test('the zone is named only where the device’s clock differs', () => {
    const end = ms('2026-11-25T16:00:00Z');
    expect(zonedTime('24:00', end, HK, en)).toBe('24:00');
    expect(zonedTime('24:00', end, HK, createVoice('en', 'Asia/Shanghai'))).toBe('24:00');
    expect(zonedTime('24:00', end, HK, createVoice('en', 'Europe/Berlin'))).toBe('24:00 HKT');
  });

  test.each([
    ['en', 'Wed 24:00', '12 Dec, 24:00', '13:05', 'Sat 13:05'],
    ['zh-CN', '周三24:00', '12月12日24:00', '13:05', '周六13:05'],
    ['zh-HK', '星期三24:00', '12月12日24:00', '13:05', '星期六13:05'],
  ])('ends and beginnings in %s', (language, near, far, today, before) => {
    const voice = voices[language]!;
    const now = ms('2026-11-22T06:20:00Z');
    expect(endWords(ms('2026-11-25T16:00:00Z'), now, HK, voice)).toBe(near);
    expect(endWords(ms('2026-12-12T16:00:00Z'), now, HK, voice)).toBe(far);
    expect(sinceWords(ms('2026-11-22T05:05:00Z'), now, HK, voice)).toBe(today);
    expect(sinceWords(ms('2026-11-21T05:05:00Z'), now, HK, voice)).toBe(before);
  });

  test('wall clock and instant convert both ways, except in the hour that a clock change skips', () => {
    const zone = fc.constantFrom(HK, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 26 }), zone, (minutes, timeZone) => {
        const wall = wallClock(minutes * 60_000, timeZone);
        expect(wallClock(instantOf(wall, timeZone), timeZone)).toEqual(wall);
      }),
    );
  });

  test('clock changes: the skipped hour is read with the offset before it, the repeated one as its first occurrence', () => {
    const at = (month: number, day: number, hour: number, minute: number) =>
      new Date(instantOf({ year: 2026, month, day, hour, minute }, 'Europe/Berlin')).toISOString();
    expect(at(3, 29, 2, 30)).toBe('2026-03-29T01:30:00.000Z');
    expect(at(10, 25, 2, 30)).toBe('2026-10-25T00:30:00.000Z');
  });

  test('a day of 25 hours ends at its own midnight', () => {
    const start = ms('2026-10-24T22:00:00Z');
    expect(nextMidnight(start, 'Europe/Berlin') - start).toBe(25 * HOUR);
  });
});

describe('rulers', () => {
  test.each([
    [15, 16, [0, 5, 10]],
    [7, 15, [0, 1, 2, 3, 4, 5]],
    [3, 16, [0, 1, 2]],
    [20, 21, [0, 5, 10, 15]],
    [500, 11, [0, 100, 200, 300, 400]],
  ])('a scale of %d', (total, count, labels) => {
    const ticks = scaleTicks(total);
    expect(ticks).toHaveLength(count);
    expect(ticks.flatMap(({ value }) => value ?? [])).toEqual(labels);
  });

  test('about ten to twenty steps whatever the total', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e5, noNaN: true }), (total) => {
        const steps = scaleTicks(total).length - 1;
        expect(steps).toBeGreaterThanOrEqual(8);
        expect(steps).toBeLessThanOrEqual(20);
      }),
    );
  });

  test('seven calendar days', () => {
    const span = { from: ms('2026-11-18T16:00:00Z'), to: ms('2026-11-25T16:00:00Z') };
    const ticks = calendarTicks(span, ms('2026-11-22T06:20:00Z'), HK, en.words);
    expect(ticks.map(({ label, more }) => label + more)).toEqual([
      'Thu 19',
      'Fri 20',
      'Sat 21',
      'Sun 22',
      'Mon 23',
      'Tue 24',
      'Wed 25',
    ]);
    expect(ticks.findIndex(({ now }) => now)).toBe(3);
    expect(ticks.map(({ at }) => Math.round(at * 7))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('a wide axis has the language’s usual weekday names, a narrow one the shortest', () => {
    const span = { from: ms('2026-11-18T16:00:00Z'), to: ms('2026-11-25T16:00:00Z') };
    const first = (language: string) => calendarTicks(span, span.from, HK, voices[language]!.words)[0];
    expect(first('zh-CN')).toMatchObject({ before: '周', label: '四', more: ' 19' });
    expect(first('zh-HK')).toMatchObject({ before: '', label: '四', more: ' 19' });
  });

  test('the first day of a plan that starts in the evening is too narrow for its name', () => {
    const span = { from: ms('2026-11-19T13:00:00Z'), to: ms('2026-11-25T16:00:00Z') };
    const ticks = calendarTicks(span, span.from, HK, en.words);
    expect(ticks[0]).toMatchObject({ at: 0, label: '', now: true });
    expect(ticks[1]).toMatchObject({ label: 'Fri' });
  });

  test('the first day of a plan that starts at noon has room for its name only', () => {
    const span = { from: ms('2026-11-19T04:00:00Z'), to: ms('2026-11-25T16:00:00Z') };
    expect(calendarTicks(span, span.from, HK, en.words)[0]).toMatchObject({ label: 'Thu', more: '' });
  });

  test('a day has hours, a month weeks, a quarter fewer', () => {
    const from = ms('2026-11-18T16:00:00Z');
    const labels = (days: number) =>
      calendarTicks({ from, to: from + days * 24 * HOUR }, from, HK, en.words).flatMap(({ label }) => label || []);
    expect(labels(1)).toEqual(['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00']);
    expect(labels(30)).toEqual(['19 Nov', '26 Nov', '3 Dec', '10 Dec']);
    expect(labels(90).length).toBeLessThanOrEqual(8);
  });

  test('ticks rise and begin at the left, in any zone and for any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.double({ min: 0.2, max: 400, noNaN: true }),
        fc.constantFrom(HK, 'America/New_York', 'Pacific/Apia'),
        (from, days, zone) => {
          const ticks = calendarTicks({ from, to: from + days * 24 * HOUR }, from, zone, en.words);
          const places = ticks.map(({ at }) => at);
          expect(places[0]).toBe(0);
          expect([...places].sort((a, b) => a - b)).toEqual(places);
          expect(places.every((at) => at < 1)).toBe(true);
          expect(ticks.filter(({ now }) => now)).toHaveLength(1);
        },
      ),
    );
  });
});
