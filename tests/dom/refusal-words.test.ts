import { describe, expect, test } from 'vitest';
import { checkReading } from '../../src/core/check-reading.ts';
import type { Refusal } from '../../src/core/contract.ts';
import { parseHold } from '../../src/core/hold.ts';
import { parseMessage } from '../../src/core/message.ts';
import { parseArchive } from '../../src/core/parse-archive.ts';
import { parsePlan } from '../../src/core/plan.ts';
import { parseReading } from '../../src/core/reading.ts';
import { unread, unreadReasonOf, type UnreadCode } from '../../src/core/reading/unread.ts';
import { failure, reasonOf, refuse, type RefusalCode } from '../../src/core/refusals.ts';
import { refusalText } from '../../src/ui/page/refusal-text.ts';
import { refusalTitle, refusalWords } from '../../src/ui/readings/refusal-words.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { en } from '../../src/ui/wording/refusals/en.ts';
import { readingWords } from '../../src/ui/wording/reading-words.ts';

const NOW = '2026-11-22T05:00:00Z';
const CHINESE = (['zh-CN', 'zh-HK'] as const).map((language) => createVoice(language, 'Asia/Hong_Kong'));
const UNREAD = Object.keys(readingWords({ language: 'en' }).refused) as UnreadCode[];
const { fields: _, ...reasons } = en;
const REASONS = Object.keys(reasons) as RefusalCode[];
/** In a Chinese text only quoted names, formats and units may be in Latin letters. */
const ENGLISH = /[A-Za-z]{2,}/;

test.each(UNREAD)('the reader’s %s is recognised by its sentence, and shown in Chinese', (code) => {
  const { error } = unread(code, '11月22日', '4000');
  expect(unreadReasonOf(error)?.code).toBe(code);
  for (const voice of CHINESE) expect(refusalWords(error, voice)).toMatch(/^[^A-Za-z]+。$/);
});

test.each(REASONS)('%s is recognised by its sentence, and shown in Chinese', (code) => {
  const { error } = refuse(code, '1', '2', '3');
  expect(reasonOf(error)?.code).toBe(code);
  for (const voice of CHINESE)
    expect(refusalText(error, voice).replace(/JSON|1: 2Error: 3|2Error: 3/, '')).not.toMatch(ENGLISH);
});

test('only a message that is no reading is reported as not understood', () => {
  const voice = createVoice('en', 'Asia/Hong_Kong');
  expect(refusalTitle(unread('nothing').error, voice)).toBe(readingWords(voice).unread);
  expect(refusalTitle('QuotaExceededError', voice)).toBe(voice.words.refused);
});

test('what a sentence quotes is extracted, whatever it contains', () => {
  for (const site of ['a.test', '(private)', "it's {} held", 'held: x is not held']) {
    const { error } = refuse('notHeld', site);
    expect(reasonOf(error)).toEqual({ code: 'notHeld', about: [site] });
  }
});

test('a time in the future is quoted', () => {
  const read = parseReading('截至11月22日14时，国内通用流量已用1.35GB', { now: NOW, timeZone: 'Asia/Hong_Kong' });
  expect('error' in read && refusalWords(read.error, CHINESE[0]!)).toBe(
    '“11月22日14时”还没到，运营商不会知道那时用了多少。',
  );
});

describe('an invalid field', () => {
  const plan = {
    id: 'p',
    name: 'P',
    timeZone: 'Asia/Hong_Kong',
    unit: 1000,
    activatedAt: NOW,
    validity: { kind: 'days', days: 7, clock: 'calendar' },
    allowances: [{ id: 'a', label: 'A', bytes: 1e9, resets: { every: 'never' }, after: { kind: 'cut' } }],
  };
  const archive = { format: 'datagauge-archive', version: 1, exportedAt: NOW, plans: [], active: null, readings: [], holds: [], usage: [] }; // prettier-ignore
  const refusals: [name: string, refused: object, zhCN: string][] = [
    ['is named', parsePlan({ ...plan, unit: 7 }, NOW), '“unit”这一项不对。'],
    ['is missing', parsePlan({ ...plan, name: undefined }, NOW), '缺少“name”这一项。'],
    ['begins too late', parsePlan({ ...plan, activatedAt: '2030-01-01T00:00:00Z' }, NOW), '开始时间不能晚于两年之后。'],
    ['is no site', parseHold({ site: 'two words', mode: 'paused' }, NOW), '要填一个网站，例如 youtube.com。'],
    ['is everybody’s site', parseHold({ site: 'co.uk', mode: 'paused' }, NOW), '这是许多网站共用的后缀，要填一个网站。'],
    ['has ended', parseHold({ site: 'a.test', mode: 'paused', until: '2020-01-01T00:00:00Z' }, NOW), '结束时间要晚于现在。'],
    ['is to come', checkReading({ asOf: '2027-01-01T00:00:00Z', used: 1, unit: null, scope: 'general', source: 'sms' }, NOW), '时间不能晚于现在。'],
    ['is of something else', parseArchive({ ...archive, format: 'x' }), '这个文件不是流量表的存档。'],
    ['is of a newer build', parseArchive({ ...archive, version: 2 }), '这个文件由较新版本的扩展导出。'],
    ['lies deep', parseArchive({ ...archive, usage: [{ from: 'now' }] }), '“usage[0].from”这一项不对。'],
    ['is a message’s', parseMessage({ type: 'metering.set', metered: 1 }), '“metered”这一项不对。'],
  ]; // prettier-ignore
  test.each(refusals)('%s', (_name, refused, zhCN) => {
    expect(refusalText((refused as Refusal).error, CHINESE[0]!)).toBe(zhCN);
    expect(refusalText((refused as Refusal).error, CHINESE[1]!).replace('youtube.com', '')).not.toMatch(
      /must|missing|got/,
    );
  });
});

test('an exception is shown with the browser’s own reason, except for a full disk', () => {
  const full = failure('archive.import', new DOMException('no room', 'QuotaExceededError'));
  expect(refusalText(full.error, CHINESE[0]!)).toBe('磁盘空间不足。');
  const broken = failure('plan.save', new TypeError('x is not a function'));
  expect(refusalText(broken.error, CHINESE[1]!)).toBe('內部錯誤：TypeError: x is not a function');
});

test('any other error is shown unchanged', () =>
  expect(refusalText('请填网站，例如 youtube.com', CHINESE[0]!)).toBe('请填网站，例如 youtube.com'));
