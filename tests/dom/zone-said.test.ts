import { describe, expect, test } from 'vitest';
import type { HeldView } from '../../src/core/held-view.ts';
import type { HoldRow } from '../../src/core/holds-view.ts';
import { burnDown } from '../../src/ui/dashboard/overview/burn-down.ts';
import { burnView } from '../../src/ui/dashboard/overview/burn-view.ts';
import { heldWhy } from '../../src/ui/held/held-words.ts';
import { holdLine } from '../../src/ui/holds/hold-line.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { NO_HOLDS } from './no-holds.ts';
import { outlook } from './open-dashboard.ts';
import { at, status } from './popup-fixtures.ts';

const hold = { site: 'bilibili.com', mode: 'paused' } as const;
const plan = { id: 'hk7', name: '', timeZone: 'Asia/Hong_Kong', unit: 1000 } as const;

const held = (setAt: string) => {
  const reason = { kind: 'hold', hold, setAt };
  return { at: at(86), status: status(86, 6.5), reason } as unknown as HeldView;
};
const row = { hold, setAt: at(84), plan: null, embeds: false, state: 'held', openUntil: null, saved: null } as const;

describe.each([
  ['Asia/Hong_Kong', ''],
  ['Asia/Shanghai', ''],
  ['Europe/London', ' HKT'],
])('times of a plan in Hong Kong, on a device in %s', (deviceZone, zone) => {
  const voice = createVoice('en', deviceZone);
  test('since when a site is held', () => {
    const line = holdLine({ ...row, goesOn: false, usedToday: 0 } satisfies HoldRow, { ...NO_HOLDS, plan }, voice);
    expect(line).toEqual([`since 12:00${zone}`]);
  });
  test('when it was paused', () => {
    expect(heldWhy(held(at(84)), voice)).toContain(`at 12:00${zone},`);
    expect(heldWhy(held(at(40)), voice)).toContain(`16:00${zone},`);
  });
  test('each point of the burn-down', () => {
    const burn = burnDown(outlook, status(86, 6.5));
    const { description, stops, table } = burnView(burn, [], { base: 1000, zone: plan.timeZone }, voice);
    for (const text of [description, stops[0]!.text, table.rows[0]![0]!])
      expect(text).toMatch(new RegExp(`\\d\\d:00${zone}(?: ·|:|$)`));
  });
});
