import { expect, test, vi } from 'vitest';
import { likelyZones, otherZones, zoneOption, type ZoneOption } from '../../src/ui/plan/zone-options.ts';

const WINTER = Date.parse('2026-01-15T00:00:00Z');

test.each([
  ['Asia/Hong_Kong', 'Hong Kong · GMT+8', '香港 · GMT+8', '香港 · GMT+8'],
  ['Asia/Macau', 'Macao · GMT+8', '澳门 · GMT+8', '澳門 · GMT+8'],
  ['Asia/Tokyo', 'Japan · GMT+9', '日本 · GMT+9', '日本 · GMT+9'],
  ['America/New_York', 'New York · GMT-5', '纽约 · GMT-5', '北美東部時間 (New York) · GMT-5'],
  ['Africa/Abidjan', 'Greenwich Mean Time (Abidjan) · GMT', '科特迪瓦 · GMT', '格林威治標準時間 (Abidjan) · GMT'],
  ['UTC', 'UTC · GMT', 'UTC · GMT', 'UTC · GMT'],
  ['Etc/GMT+3', 'GMT+3 · GMT-3', 'GMT+3 · GMT-3', 'GMT+3 · GMT-3'],
])('%s has a place and an offset', (zone, en, zhCN, zhHK) => {
  const labels = (['en', 'zh-CN', 'zh-HK'] as const).map((language) => zoneOption(zone, WINTER, language).label);
  expect(labels).toEqual([en, zhCN, zhHK]);
});

test('an offset is the season’s', () => {
  expect(zoneOption('Europe/Berlin', WINTER, 'en').label).toBe('Germany · GMT+1');
  expect(zoneOption('Europe/Berlin', Date.parse('2026-07-15T00:00:00Z'), 'en').label).toBe('Germany · GMT+2');
});

test('likely zones: the chosen one, the device’s, those of the language and currency; each once, not for regions with many zones', () => {
  expect(likelyZones('Asia/Tokyo', 'UTC', ['zh-HK', 'zh', 'en-US', 'no tag'], 'SGD')).toEqual([
    'Asia/Tokyo',
    'UTC',
    'Asia/Hong_Kong',
    'Asia/Singapore',
  ]);
  expect(likelyZones('UTC', 'UTC', [], '')).toEqual(['UTC']);
});

test('every other zone is listed once, by name, and nothing is called back after cancelling', async () => {
  const cancelled = vi.fn();
  otherZones([], WINTER, 'en', cancelled)();
  const options = await new Promise<ZoneOption[]>((done) => otherZones(['Asia/Tokyo'], WINTER, 'zh-CN', done));
  const all = [...options.map(({ zone }) => zone), 'Asia/Tokyo'].sort();
  expect(all).toEqual(Intl.supportedValuesOf('timeZone').sort());
  expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
  expect(cancelled).not.toHaveBeenCalled();
});
