import { expect, it } from 'vitest';
import { unknownNames } from '../pictures/unknown-names.ts';

it('names without a picture are reported, with those that exist', () => {
  expect(unknownNames({})).toEqual([]);
  expect(
    unknownNames({ view: ['popup'], state: ['short'], lang: ['zh-HK'], theme: ['forced'], width: ['320'] }),
  ).toEqual([]);
  expect(unknownNames({ view: ['popop'], lang: ['zh'], theme: ['drak'] })).toEqual([
    'No picture has --view popop. There is: popup, dashboard, held, store, beside',
    'No picture has --lang zh. There is: en, zh-CN, zh-HK',
    'No picture has --theme drak. There is: light, dark, forced',
  ]);
});

it('a view’s states and widths are known', () => {
  expect(unknownNames({ view: ['held'], state: ['paused', 'short'] })).toEqual([
    'No picture has --state short. There is: paused',
  ]);
  expect(unknownNames({ view: ['popup'], width: ['768'] })).toEqual(['No picture has --width 768. There is: 360, 320']);
  expect(unknownNames({ view: ['store'], state: ['paused'] })).toEqual([
    'No picture has --state paused. There is: none',
  ]);
  expect(unknownNames({ state: ['traveller-overview', 'short'] })).toEqual([]);
});
