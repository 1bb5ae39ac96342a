import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/core/contract.ts';
import { parseReading } from '../../src/core/reading.ts';
import { ASIAN_AFRICAN_MESSAGES } from './fixtures/readings/asian-african.ts';
import { ASIAN_CARRIERS } from './fixtures/readings/carriers-asian.ts';
import { WESTERN_CARRIERS } from './fixtures/readings/carriers-western.ts';
import { CHINESE_MESSAGES } from './fixtures/readings/chinese.ts';
import { ENGLISH_MESSAGES } from './fixtures/readings/english.ts';
import { EUROPEAN_MESSAGES } from './fixtures/readings/european.ts';
import type { Message } from './fixtures/readings/message.ts';
import { REFUSALS } from './fixtures/readings/refusals.ts';

const NOW = '2026-10-05T08:00:00Z';
const ZONE = 'Asia/Hong_Kong';

const planOf = (unit: 1000 | 1024, resets: Plan['allowances'][number]['resets'] = { every: 'never' }): Plan => ({
  id: 'p',
  name: 'Seven days',
  timeZone: ZONE,
  unit,
  activatedAt: '2026-10-01T00:00:00Z',
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [{ id: 'a', label: 'Data', bytes: 5e9, resets, after: { kind: 'cut' } }],
});

const context = { now: NOW, timeZone: ZONE };

describe.each([
  ['Chinese', CHINESE_MESSAGES],
  ['English', ENGLISH_MESSAGES],
  ['European', EUROPEAN_MESSAGES],
  ['Asian and African', ASIAN_AFRICAN_MESSAGES],
  ['Eastern carriers’', ASIAN_CARRIERS],
  ['Western carriers’', WESTERN_CARRIERS],
])('%s messages', (_, messages) => {
  test.each(messages.map((message) => [message.text, message] as const))('%s', (text, message: Message) => {
    const plan = message.planUnit === undefined ? undefined : planOf(message.planUnit);
    const reading = parseReading(text, { now: message.now ?? NOW, timeZone: message.timeZone ?? ZONE, plan });
    const figures = Object.entries(message.reads).map(([name, value]) => [name, whole(value)]);
    expect(reading).toEqual({
      asOf: null,
      unit: null,
      scope: 'general',
      ...Object.fromEntries(figures),
      source: 'sms',
      text,
    });
  });
});

/** 871.4 × 10⁶ is not exact in binary fractions. */
const whole = (value: unknown) => (typeof value === 'number' ? Math.round(value) : value);

describe('refusals', () => {
  test.each(REFUSALS)('%s', (text, names) => {
    expect(parseReading(text, context)).toEqual({ error: expect.stringMatching(names) });
  });
});

describe('the context', () => {
  const used = (text: string, plan: Plan) => parseReading(text, { ...context, plan });

  test('a plan that resets every day uses the day’s figure', () => {
    const text = '今日已用流量200MB，本月已用流量3GB。';
    expect(used(text, planOf(1000, { every: 'day', at: '00:00' }))).toMatchObject({ used: 200e6 });
    expect(used(text, planOf(1000))).toMatchObject({ used: 3e9 });
  });

  test('a day’s figure does not fit a plan that continues, nor does that of a pack for some days', () => {
    const refused = { error: expect.stringContaining("a day's data") };
    expect(used('今日已用流量200MB', planOf(1000))).toEqual(refused);
    expect(used('Data consumed today: 1.3 GB.', planOf(1000))).toEqual(refused);
    expect(used('Data consumed today: 1.3 GB.', planOf(1000, { every: '24h' }))).toMatchObject({ used: 1.3e9 });
    expect(used('Your 7-day data usage is 4.5GB', planOf(1000))).toMatchObject({ used: 4.5e9 });
  });

  test('a point before three digits is ambiguous where carriers use it for thousands, and only there', () => {
    const read = (text: string, timeZone: string) => parseReading(text, { now: NOW, timeZone });
    const text = 'You have 1.500 MB left of 2.000 MB';
    expect(read(text, 'Europe/Berlin')).toEqual({ error: expect.stringContaining("'1.500 MB'") });
    expect(read(text, 'Europe/London')).toMatchObject({ remaining: 1.5e6 });
    expect(read('You have 1.500 MB left of 2.000,00 MB', 'Europe/Berlin')).toMatchObject({ remaining: 1.5e9 });
    expect(read('Noch 1.500 MB von 2.000 MB verfügbar', 'Europe/Berlin')).toMatchObject({ remaining: 1.5e9 });
    expect(read('You have 1.500 GB left', 'Europe/Berlin')).toMatchObject({ remaining: 1.5e9 });
  });

  test('the plan’s unit applies only where the text proves none', () => {
    expect(used('已用2.5GB', planOf(1024))).toMatchObject({ used: 2560 * 1_048_576, unit: null });
    expect(used('已用600MB，剩余1.4GB，共2GB', planOf(1024))).toMatchObject({ used: 600e6, unit: 1000 });
  });

  test('an invalid instant or zone is named', () => {
    expect(parseReading('已用3GB', { ...context, now: 'yesterday' })).toEqual({
      error: expect.stringContaining('yesterday'),
    });
    const text = '截至10月1日，已用3GB';
    expect(parseReading(text, { ...context, timeZone: 'Mars/Base' })).toEqual({
      error: expect.stringContaining('Mars/Base'),
    });
  });

  test('the same time is another instant elsewhere, and across a change of clocks', () => {
    const text = 'As of 25/10/2026 01:30 you have used 3GB';
    const now = '2026-10-30T00:00:00Z';
    expect(parseReading(text, { now, timeZone: 'Africa/Nairobi' })).toMatchObject({ asOf: '2026-10-24T22:30:00.000Z' });
    // Clocks go back at 02:00 that night, so 24:00 is 25 hours after 00:00.
    expect(parseReading('As of 25/10/2026 24:00 you have used 3GB', { now, timeZone: 'Europe/London' })).toMatchObject({
      asOf: '2026-10-26T00:00:00.000Z',
    });
  });

  test('a time in the future is refused, to the minute', () => {
    expect(parseReading('As of 16:00 you have used 3GB', context)).toMatchObject({ asOf: '2026-10-05T08:00:00.000Z' });
    expect(parseReading('As of 5 Oct 2026 16:01 you have used 3GB', context)).toEqual({
      error: expect.stringContaining('future'),
    });
  });
});

test('a reading keeps a thousand characters of its message', () => {
  const text = `已用流量3GB。${'谢谢'.repeat(900)}`;
  expect(parseReading(text, context)).toMatchObject({ used: 3e9, text: text.slice(0, 1000) });
});
