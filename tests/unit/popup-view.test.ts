import { describe, expect, it } from 'vitest';
import { readPopupView, readStatus } from '../../src/background/popup-view.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { slotAt } from '../../src/core/slot.ts';
import type { Posting } from '../../src/storage/ledger.ts';
import { allowanceOf, hkt, planOf } from './plan-fixture.ts';
import { popupDeps } from './support/popup-deps.ts';

const ms = (instant: string) => Date.parse(instant);
const posting = (at: string, site: string, down: number, owner: Posting['owner'] = 'plan:a'): Posting => ({
  slot: slotAt(ms(at)),
  owner,
  site,
  host: 'h',
  kind: 'script',
  cell: { ...EMPTY_CELL, down, low: down, high: down + 1, requests: 1 },
});

describe('readPopupView', () => {
  it('sums the plan’s period by site and by day', async () => {
    const deps = popupDeps([
      posting(hkt('01 12:00'), 'news.test', 10),
      posting(hkt('02 23:59'), 'video.test', 500),
      posting(hkt('03 00:00'), 'news.test', 30),
      posting(hkt('03 09:00'), 'wifi.test', 9000, 'unmetered'),
      posting(hkt('03 09:00'), 'other.test', 9000, 'plan:b'),
    ]);
    const view = await readPopupView(deps, ms(hkt('03 12:00')));
    expect(view).toMatchObject({
      metered: true,
      unmeteredSince: null,
      scope: 'period',
      total: { bytes: 540, low: 540, high: 543 },
      siteCount: 2,
      afterEnd: 0,
      perSecond: [1, 2, 3],
      countingSince: new Date(ms(hkt('01 11:00'))).toISOString(),
      status: { used: 540, state: 'active' },
    });
    expect(view.sites.map(({ site, bytes, days }) => [site, bytes, days])).toEqual([
      ['video.test', 500, [0, 500, 0]],
      ['news.test', 40, [10, 0, 30]],
    ]);
  });

  it('includes earlier days of the plan where a period is a day, only for the trend', async () => {
    const daily = planOf({ id: 'a', allowances: [allowanceOf({ bytes: 3e9, resets: { every: 'day', at: '00:00' } })] });
    const deps = popupDeps(
      [
        posting(hkt('01 12:00'), 'news.test', 10),
        posting(hkt('02 12:00'), 'gone.test', 70),
        posting(hkt('03 09:00'), 'news.test', 30),
      ],
      { plans: [daily] },
    );
    const view = await readPopupView(deps, ms(hkt('03 12:00')));
    expect(view.total.bytes).toBe(30);
    expect(view.sites.map(({ site, bytes, days }) => [site, bytes, days])).toEqual([['news.test', 30, [10, 0, 30]]]);
  });

  it('shows the five largest sites and how many there are', async () => {
    const sites = Array.from({ length: 8 }, (_, i) => posting(hkt('02 12:00'), `s${i}.test`, 10 + i));
    const view = await readPopupView(popupDeps(sites), ms(hkt('03 12:00')));
    expect(view.sites.map(({ site }) => site)).toEqual([7, 6, 5, 4, 3].map((i) => `s${i}.test`));
    expect(view.siteCount).toBe(8);
    expect(view.total.bytes).toBe(8 * 10 + 28);
  });

  it('shows what was used since metering was turned off, and nothing metered', async () => {
    const postings = [
      posting(hkt('02 11:00'), 'early.test', 1, 'unmetered'),
      posting(hkt('02 13:00'), 'wifi.test', 20, 'unmetered'),
      posting(hkt('02 13:00'), 'news.test', 300),
    ];
    const view = await readPopupView(popupDeps(postings, { metered: false }), ms(hkt('03 12:00')));
    expect(view).toMatchObject({ metered: false, scope: 'unmetered', total: { bytes: 20 }, siteCount: 1 });
    expect(view.unmeteredSince).toBe(new Date(ms(hkt('02 12:00'))).toISOString());
    expect(view.sites[0]).toMatchObject({ site: 'wifi.test', days: [] });
  });

  it('shows everything so far where no plan is active', async () => {
    const postings = [
      posting(hkt('01 12:00'), 'news.test', 5, 'none'),
      posting(hkt('02 12:00'), 'wifi.test', 50, 'unmetered'),
    ];
    const view = await readPopupView(popupDeps(postings, { active: null }), ms(hkt('03 12:00')));
    expect(view).toMatchObject({ status: null, scope: 'all', total: { bytes: 5 } });
  });

  it('lists the active plan first', async () => {
    const plans = ['b', 'a', 'c'].map((id) => planOf({ id, name: id }));
    const view = await readPopupView(popupDeps([], { plans }), ms(hkt('03 12:00')));
    expect(view.plans.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('includes what was used after the plan had ended', async () => {
    const postings = [posting(hkt('07 23:00'), 'news.test', 10), posting(hkt('08 00:00'), 'news.test', 70)];
    const view = await readPopupView(popupDeps(postings), ms(hkt('08 12:00')));
    expect(view.status?.state).toBe('expired');
    expect(view).toMatchObject({ afterEnd: 70, total: { bytes: 10 } });
  });
});

describe('readStatus', () => {
  it('includes what came before any plan, and leaves out what another plan used', async () => {
    const deps = popupDeps([
      posting(hkt('02 12:00'), 'news.test', 1),
      posting(hkt('02 12:00'), 'news.test', 20, 'none'),
      posting(hkt('02 12:00'), 'news.test', 300, 'plan:b'),
      posting(hkt('02 12:00'), 'news.test', 4000, 'unmetered'),
    ]);
    expect((await readStatus(deps, ms(hkt('03 12:00'))))?.used).toBe(21);
    expect(await readStatus(popupDeps([], { active: null }), ms(hkt('03 12:00')))).toBeNull();
  });
});
