import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Reading, Refusal } from '../../src/core/contract.ts';
import { parseReading } from '../../src/core/reading.ts';
import { ASIAN_AFRICAN_MESSAGES } from './fixtures/readings/asian-african.ts';
import { ASIAN_CARRIERS } from './fixtures/readings/carriers-asian.ts';
import { WESTERN_CARRIERS } from './fixtures/readings/carriers-western.ts';
import { CHINESE_MESSAGES } from './fixtures/readings/chinese.ts';
import { ENGLISH_MESSAGES } from './fixtures/readings/english.ts';
import { EUROPEAN_MESSAGES } from './fixtures/readings/european.ts';
import { REFUSALS } from './fixtures/readings/refusals.ts';

const NOW = '2026-10-05T08:00:00Z';
// Thousands of messages, possibly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const NOW_MS = Date.parse(NOW);
const parse = (text: string, unit?: 1000 | 1024): Reading | Refusal =>
  parseReading(text, { now: NOW, timeZone: 'Asia/Hong_Kong', ...(unit && { plan: planOf(unit) }) });

const planOf = (unit: 1000 | 1024) => ({
  id: 'p',
  name: 'p',
  timeZone: 'Asia/Hong_Kong',
  unit,
  activatedAt: '2026-10-01T00:00:00Z',
  validity: { kind: 'open' as const },
  allowances: [],
});

const TEXTS = [
  ...ASIAN_CARRIERS,
  ...WESTERN_CARRIERS,
  ...CHINESE_MESSAGES,
  ...ENGLISH_MESSAGES,
  ...EUROPEAN_MESSAGES,
  ...ASIAN_AFRICAN_MESSAGES,
]
  .map(({ text }) => text)
  .concat(REFUSALS.map(([text]) => text));

function expectShape(text: string, reply: Reading | Refusal): void {
  if ('error' in reply) {
    expect(Object.keys(reply)).toEqual(['error']);
    expect(reply.error.length).toBeGreaterThan(10);
    expect(reply.error.length).toBeLessThan(300);
    return;
  }
  for (const bytes of [reply.used, reply.remaining, reply.total]) {
    if (bytes === undefined) continue;
    expect(Number.isInteger(bytes)).toBe(true);
    expect(bytes).toBeGreaterThanOrEqual(0);
    expect(bytes).toBeLessThanOrEqual(100e12);
  }
  const { used, remaining, percentUsed, exhausted } = reply;
  expect([used, remaining, percentUsed, exhausted].some((figure) => figure !== undefined)).toBe(true);
  if (percentUsed !== undefined) expect(percentUsed).toBeGreaterThanOrEqual(0);
  expect([1000, 1024, null]).toContain(reply.unit);
  expect(['general', 'other']).toContain(reply.scope);
  expect(reply.source).toBe('sms');
  expect(text.trim().startsWith(reply.text ?? '?')).toBe(true);
  expect(reply.text?.length).toBeLessThanOrEqual(1000);
  for (const instant of [reply.asOf, reply.validUntil]) {
    if (instant != null) expect(new Date(instant).toISOString()).toBe(instant);
  }
  if (reply.asOf !== null) expect(Date.parse(reply.asOf)).toBeLessThanOrEqual(NOW_MS);
}

describe('any text', () => {
  test('is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => expectShape(text, parse(text))),
      { numRuns: 300 },
    );
  });

  test('composed of pieces of messages is read or refused', () => {
    const pieces = [...new Set(TEXTS.flatMap((text) => text.split(/(?<=[\s，。,.:：])|(?=\d)/)))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expectShape(text, parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test('that is a message with a part removed is read or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.nat(80), fc.nat(12), (message, from, length) => {
        const text = message.slice(0, from) + message.slice(from + length);
        expectShape(text, parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test.each(TEXTS.filter((text) => text.trim() !== ''))(
    'is read the same with full-width digits and with an added address: %s',
    (text) => {
      const figures = ({ text: _, ...rest }: Partial<Reading>) => rest;
      const wide = text.replace(/[0-9](?=[0-9.]*\s?[GM]B)/g, (digit) =>
        String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
      );
      const reply = parse(text);
      if ('error' in reply) return;
      expect(figures(parse(wide) as Reading)).toEqual(figures(reply));
      expect(figures(parse(`${text}\nhttps://m.example.com/left/9GB?used=80%`) as Reading)).toEqual(figures(reply));
    },
  );
});

/** Amounts as carriers print them, in hundredths. */
const hundredths = fc.integer({ min: 1, max: 9_999_99 });
const point = (value: number) => (value / 100).toFixed(2);
const comma = (value: number) => point(value).replace('.', ',');
/** Two amounts that do not add up to a whole number of gigabytes, so that they prove no unit. */
const pair = fc
  .tuple(hundredths, hundredths)
  .filter(
    ([a, b]) =>
      (a + b) % 50_000 > 10 && (a + b) % 51_200 > 10 && (a + b) % 51_200 < 51_190 && (a + b) % 50_000 < 49_990,
  );

describe('written amounts are read back', () => {
  const shapes: [name: string, write: (used: number, left: number) => string][] = [
    ['zh-CN', (used, left) => `截至10月04日24时，国内通用流量已用${point(used)}MB，剩余${point(left)}MB。`],
    ['zh-HK', (used, left) => `數據用量：${point(used)}MB\n剩餘數據：${point(left)}MB`],
    ['en', (used, left) => `You have used ${point(used)} MB and ${point(left)} MB remain, valid until 30/11/2026.`],
    ['en, numbers first', (used, left) => `${point(used)}MB used, ${point(left)}MB left`],
    ['es', (used, left) => `Has consumido ${comma(used)} MB y te quedan ${comma(left)} MB`],
    ['pt', (used, left) => `Você usou ${comma(used)} MB. Restam ${comma(left)} MB.`],
    ['fr', (used, left) => `Vous avez consommé ${comma(used)} Mo, il vous reste ${comma(left)} Mo.`],
    ['de', (used, left) => `${comma(used)} MB verbraucht, noch ${comma(left)} MB verfügbar`],
    ['bg', (used, left) => `Използвани ${comma(used)} MB, остават ${comma(left)} MB`],
    ['it', (used, left) => `Hai consumato ${comma(used)} MB. Ti restano ${comma(left)} MB.`],
    ['ko', (used, left) => `사용량 ${point(used)}MB, 남은 데이터 ${point(left)}MB입니다`],
    ['th', (used, left) => `ใช้ไปแล้ว ${point(used)} MB คงเหลือ ${point(left)} MB`],
    ['ja', (used, left) => `使用量：${point(used)}MB、残量：${point(left)}MB`],
    ['id', (used, left) => `Terpakai ${comma(used)} MB, sisa kuota ${comma(left)} MB`],
  ];

  test.each(shapes)('%s', (_, write) => {
    fc.assert(
      fc.property(pair, fc.constantFrom(1000, 1024, undefined), ([used, left], unit) => {
        const MB = (unit ?? 1000) ** 2;
        expect(parse(write(used, left), unit)).toMatchObject({
          used: Math.round((used / 100) * MB),
          remaining: Math.round((left / 100) * MB),
          unit: null,
          scope: 'general',
        });
      }),
      { numRuns: 100 },
    );
  });

  test('whole gigabytes at 1024 prove the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 102_399 }), (gigabytes, rest) => {
        const used = gigabytes * 102_400 - rest;
        fc.pre((gigabytes * 1024) % 1000 !== 0);
        const reading = parse(`已使用${point(used)}M，剩余${point(rest)}M`, 1000);
        expect(reading).toMatchObject({ unit: 1024, used: Math.round((used / 100) * 1_048_576) });
      }),
    );
  });

  test('compound amounts add up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 99_999 }), (gigabytes, hundredths) => {
        const reading = parse(`已使用流量${gigabytes}G${point(hundredths)}M`, 1024);
        expect(reading).toMatchObject({ used: Math.round((gigabytes * 1024 + hundredths / 100) * 1_048_576) });
      }),
    );
  });

  test('used and left in whole gigabytes never prove a unit', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (used, left) => {
        expect(parse(`已用${point(used)}GB，剩余${point(left)}GB`)).toMatchObject({ unit: null });
      }),
    );
  });
});

test('the time of a reading is the latest possible one in the past', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 360 }), fc.integer({ min: 0, max: 1439 }), (daysAgo, minutes) => {
      const local = new Date(Math.floor(NOW_MS / 86_400_000 - daysAgo) * 86_400_000 + minutes * 60_000);
      const [month, day] = [local.getUTCMonth() + 1, local.getUTCDate()];
      const text = `截至${month}月${day}日${local.getUTCHours()}时${local.getUTCMinutes()}分，已用流量3GB`;
      const asOf = new Date(local.getTime() - 8 * 3_600_000).toISOString();
      expect(parse(text)).toMatchObject({ asOf });
    }),
  );
});

describe('slow texts', () => {
  const LONG = 200_000;
  const units = [
    '1',
    '9G',
    '1.',
    '1,',
    '1 ',
    'a.',
    'a',
    '剩余',
    '剩余1G',
    '1/',
    '截至',
    '截至9月25日',
    '已用1GB，',
    '%',
    '1%',
    '(',
    'http://',
    'a@',
    '23:59-',
    '用尽',
    '其中',
    'including 1GB ',
    '1GB+',
    '1 GB - 7 Days ',
    '10월 5일 ',
    '1시 2분',
    'เหลือ',
    '12 days left ',
    '到期：',
    'Roaming expires 12 Oct ',
    'of 1GB ',
    '1GB of ',
    '\n',
    'é',
    'ﷺ',
    '1 000 ',
    "1'000",
  ];

  test.each(units)('%j, two hundred thousand characters long, is refused for its length', (unit) => {
    const text = unit.repeat(Math.ceil(LONG / unit.length));
    expect(parse(text)).toEqual({ error: expect.stringMatching(/too long/) });
  });

  test.each(units)('%j, as long as the reader accepts, is read in time', (unit) => {
    const text = unit.repeat(4000).slice(0, 4000);
    expectShape(text, parse(text));
  });
});
