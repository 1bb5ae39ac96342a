import { describe, expect, it } from 'vitest';
import { parseTimingReport } from '../../src/background/timing-report.ts';
import { timing } from './support/meter-rig.ts';
import { NOON } from './support/request.ts';

const SENDER = { tabId: 1, frameId: 0 };
const entry = timing('https://cdn.test/a.js', 500);
const message = (...entries: object[]) => ({ type: 'timing', entries, sentAt: NOON });

describe('parseTimingReport', () => {
  it('takes tab and frame from the browser, never from the message', () => {
    const claimed = { ...message({ ...entry, tabId: 9 }), tabId: 9, frameId: 9 };
    expect(parseTimingReport(claimed, { tabId: 3, frameId: 4 }, NOON)).toEqual({
      tabId: 3,
      frameId: 4,
      entries: [entry],
    });
  });

  it.each<[string, unknown]>([
    ['a negative body', { ...entry, body: -1 }],
    ['half a byte', { ...entry, body: 0.5 }],
    ['an infinite body', { ...entry, body: Infinity }],
    ['more than any body', { ...entry, body: 2e12 }],
    ['text for a number', { ...entry, body: '500' }],
    ['an invalid instant', { ...entry, endedAt: NaN }],
    ['an invalid address', { ...entry, url: null }],
    ['a huge address', { ...entry, url: 'x'.repeat(100_001) }],
    ['a negative duration', { ...entry, ms: -1 }],
    ['no entry', null],
  ])('leaves out only the wrong entry: %s', (_, wrong) => {
    const report = parseTimingReport(message(entry, wrong as object, entry), SENDER, NOON);
    expect(report?.entries).toEqual([entry, entry]);
  });

  it('has a wait where one is reported, and only its entries where that is invalid', () => {
    const waited = (waitMs: unknown) => parseTimingReport({ ...message(entry), waitMs }, SENDER, NOON);
    expect(waited(3.5)?.waitMs).toBe(3.5);
    expect(waited(undefined)).not.toHaveProperty('waitMs');
    const told = { tabId: 1, frameId: 0, entries: [entry] };
    for (const wrong of [-1, Infinity, NaN, '3']) expect(waited(wrong)).toEqual(told);
  });

  it.each<[string, unknown]>([
    ['another type', { ...message(entry), type: 'report' }],
    ['no entries', { type: 'timing', sentAt: NOON }],
    ['no list', { ...message(), entries: { 0: entry } }],
    ['an invalid sending time', { ...message(entry), sentAt: NaN }],
    ['too many', message(...Array.from({ length: 1001 }, () => entry))],
    ['nothing', undefined],
    ['text', 'timing'],
  ])('refuses %s', (_, input) => {
    expect(parseTimingReport(input, SENDER, NOON)).toBeNull();
  });

  it.each([-86_400_000, 30 * 86_400_000])('corrects times for a clock that was set by %i ms meanwhile', (by) => {
    const before = timing('https://cdn.test/a.js', 500, { endedAt: NOON - 200 });
    const report = parseTimingReport(message(before), SENDER, NOON + by);
    expect(report?.entries.map(({ endedAt }) => endedAt)).toEqual([NOON + by - 200]);
    expect(parseTimingReport(message(before), SENDER, NOON + 4000)?.entries).toEqual([before]);
  });

  it('is refused without a tab or a frame', () => {
    expect(parseTimingReport(message(entry), { tabId: -1, frameId: 0 }, NOON)).toBeNull();
    expect(parseTimingReport(message(entry), { tabId: 1, frameId: -1 }, NOON)).toBeNull();
  });
});
