import { expect, it } from 'vitest';
import { createHoldUsage } from '../../src/background/hold-usage.ts';
import type { PlanBook } from '../../src/background/plan-book.ts';
import type { UsageBook } from '../../src/background/usage-book.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { NOON } from './support/request.ts';

it('a usual minute is of what was metered, not of evenings on Wi-Fi', async () => {
  const slot = (owner: string, down: number, from: number) => ({
    ...{ from, to: from + 15 * 60_000, owner },
    sites: new Map([['video.test', { ...EMPTY_CELL, down, requests: 1 }]]),
  });
  const slots = [slot('plan:week', 15e6, NOON - 7_200_000), slot('unmetered', 900e6, NOON - 3_600_000)];
  const usage = { slots: () => Promise.resolve(slots) } as unknown as UsageBook;
  const holds = createHoldUsage({ usage, plans: {} as PlanBook });
  expect(await holds.perMinute('video.test', NOON)).toBe(1e6);
});
