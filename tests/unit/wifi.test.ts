import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlanBook, type PlanBook } from '../../src/background/plan-book.ts';
import { createWifi } from '../../src/background/wifi.ts';
import { isWifiTime, type WifiHours } from '../../src/core/wifi-hours.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { openPlanStore } from '../../src/storage/plan-store.ts';
import { hkt, planOf } from './plan-fixture.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';

const HKT = 'Asia/Hong_Kong';
const ms = (instant: string) => Date.parse(instant);
/** 2 March 2026 is a Monday. */
const nights: WifiHours = { days: [1, 2, 3, 4, 5], from: '19:00', to: '08:00' };

describe('hours on Wi-Fi', () => {
  it('belong to the day they start on, also past midnight', () => {
    const at = (when: string) => isWifiTime([nights], HKT, ms(hkt(when)));
    expect([at('02 18:59'), at('02 19:00'), at('03 07:59'), at('03 08:00')]).toEqual([false, true, true, false]);
    // Friday's night extends into Saturday; Saturday has none of its own, nor had Sunday.
    expect([at('07 07:00'), at('07 20:00'), at('02 07:00')]).toEqual([true, false, false]);
    expect(isWifiTime([], HKT, ms(hkt('02 20:00')))).toBe(false);
  });

  it('follow the zone’s clock, also where it changes', () => {
    const early: WifiHours = { days: [0], from: '01:00', to: '04:00' };
    const at = (instant: string) => isWifiTime([early], 'Europe/Berlin', ms(instant));
    expect([at('2026-03-29T00:30:00Z'), at('2026-03-29T01:59:00Z'), at('2026-03-29T02:00:00Z')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([at('2026-10-24T23:00:00Z'), at('2026-10-25T02:59:00Z'), at('2026-10-25T03:00:00Z')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('the automatic switch', () => {
  let plans: PlanBook;
  const clock = { now: 0 };
  const start = async () => {
    const database = await openDatabase();
    const now = () => clock.now;
    plans = await createPlanBook(openPlanStore({ get: () => Promise.resolve(database) }, now), now);
    return createWifi({ plans, timeZone: () => HKT, now: () => clock.now, onChanged: () => {}, onError: () => {} });
  };
  const metered = () => plans.settings().metered;
  beforeEach(freshStorage);

  it('turns at the start and end of the hours, and keeps manual changes in between, across restarts', async () => {
    let wifi = await start();
    await plans.setWifi({ wifiHours: [nights], followsNetwork: true });
    clock.now = ms(hkt('02 18:00'));
    await wifi.look();
    expect(metered()).toBe(true);
    clock.now = ms(hkt('02 19:00'));
    await wifi.look();
    expect(metered()).toBe(false);
    await plans.setMetered(true);
    wifi = await start();
    clock.now = ms(hkt('02 22:00'));
    await wifi.look();
    expect(metered()).toBe(true);
    clock.now = ms(hkt('03 08:00'));
    await wifi.look();
    expect(metered()).toBe(true);
    clock.now = ms(hkt('03 20:00'));
    await wifi.look();
    expect(metered()).toBe(false);
  });

  it('follows the platform’s network type, once for each change, unless turned off', async () => {
    const wifi = await start();
    expect([await wifi.onNetwork('wifi'), metered()]).toEqual([true, false]);
    await plans.setMetered(true);
    expect([await wifi.onNetwork('wifi'), metered()]).toEqual([false, true]);
    expect([await wifi.onNetwork('cellular'), metered()]).toEqual([false, true]);
    expect([await wifi.onNetwork('wifi'), metered()]).toEqual([true, false]);
    await plans.setWifi({ wifiHours: [], followsNetwork: false });
    expect([await wifi.onNetwork('cellular'), metered()]).toEqual([false, false]);
    expect(wifi.isAsking()).toBe(false);
  });

  it('asks once where the platform does not tell, and only users with a plan', async () => {
    const wifi = await start();
    await wifi.onNetwork(null);
    expect(wifi.isAsking()).toBe(false);
    await plans.save(planOf({}));
    await plans.activate('plan');
    expect([await wifi.onNetwork(null), wifi.isAsking()]).toEqual([false, true]);
    wifi.answered();
    expect(wifi.isAsking()).toBe(false);
  });
});

describe('Wi-Fi hours', () => {
  beforeEach(freshStorage);

  it('turn the switch back when they are removed while they apply, and leave manual changes', async () => {
    const device = await startEngine({ ...createWorld(), now: ms(hkt('02 22:00')) });
    const set = (hours: WifiHours[]) => device.ask({ type: 'wifi.set', hours, followsNetwork: true });
    /** The state of the switch: each check of the clock sends a view, and a change it makes is in the next one. */
    const metered = async () => {
      for (let look = 0; look < 2; look++) {
        const seen = device.world.views.length;
        device.engine.refresh();
        await vi.waitFor(() => expect(device.world.views.length).toBeGreaterThan(seen));
      }
      return device.world.views.at(-1)!.metered;
    };
    await set([nights]);
    expect(await metered()).toBe(false);
    await device.ask({ type: 'metering.set', metered: true });
    await set([nights]);
    expect(await metered()).toBe(true);
    await device.ask({ type: 'metering.set', metered: false });
    await set([]);
    expect(await metered()).toBe(true);
  });
});

describe('a turn of the switch whose write failed', () => {
  beforeEach(freshStorage);

  /** A book whose disk is full while `failing`. */
  const open = async () => {
    const database = await openDatabase();
    const store = openPlanStore({ get: () => Promise.resolve(database) }, () => 0);
    const disk = { failing: false };
    const changeSettings: typeof store.changeSettings = (change) =>
      disk.failing ? Promise.reject(new Error('the disk is full')) : store.changeSettings(change);
    const plans = await createPlanBook({ ...store, changeSettings }, () => 0);
    const deps = { plans, timeZone: () => 'UTC', now: () => 0, onChanged: () => {}, onError: () => {} };
    return { disk, plans, wifi: createWifi(deps) };
  };

  it('is made up for when the same network is told again', async () => {
    const { disk, plans, wifi } = await open();
    await wifi.onNetwork('wifi');
    disk.failing = true;
    await expect(wifi.onNetwork('cellular')).rejects.toThrow('the disk is full');
    expect(plans.settings()).toMatchObject({ metered: false, lastNetwork: 'wifi' });
    disk.failing = false;
    expect(await wifi.onNetwork('cellular')).toBe(true);
    expect(plans.settings()).toMatchObject({ metered: true, lastNetwork: 'cellular', unmeteredSince: null });
  });

  it('is made up for at the next look at the clock', async () => {
    const { disk, plans, wifi } = await open();
    await plans.setWifi({
      wifiHours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '01:00' }],
      followsNetwork: true,
    });
    disk.failing = true;
    await wifi.look();
    expect(plans.settings()).toMatchObject({ metered: true, wasWifiTime: false });
    disk.failing = false;
    await wifi.look();
    expect(plans.settings()).toMatchObject({ metered: false, wasWifiTime: true });
  });
});
