import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlanBook, type PlanStore } from '../../src/background/plan-book.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { openPlanStore } from '../../src/storage/plan-store.ts';
import { planOf } from './plan-fixture.ts';
import { freshStorage } from './support/fresh-storage.ts';

const down = () => Promise.reject(new Error('the disk is gone'));

describe('the book of plans', () => {
  let store: PlanStore;
  beforeEach(async () => {
    freshStorage();
    const database = await openDatabase();
    store = openPlanStore({ get: () => Promise.resolve(database) }, () => 1);
  });
  const open = () => createPlanBook(store, () => 1234);

  it('remembers the plans, the active one, and the metering switch', async () => {
    const book = await open();
    await book.save(planOf({ id: 'a' }));
    await book.save(planOf({ id: 'b' }));
    expect(book.active()).toBeNull();
    expect(await book.activate('b')).toBeNull();
    await book.setMetered(false);
    await book.noteCounting(77);
    for (const one of [book, await open()]) {
      expect(one.list()).toEqual({ plans: [planOf({ id: 'a' }), planOf({ id: 'b' })], active: 'b' });
      expect(one.active()?.id).toBe('b');
      expect(one.settings()).toEqual({
        active: 'b',
        metered: false,
        unmeteredSince: 1234,
        countingSince: 77,
        uncorrected: [],
        preset: null,
        stops: [],
        wifiHours: [],
        wasWifiTime: false,
        followsNetwork: true,
        lastNetwork: null,
        autoExport: { every: 'off', format: 'json', savedFor: null, begun: null, last: null },
      });
    }
  });

  it('keeps the last change, however fast changes follow each other', async () => {
    const book = await open();
    await book.save(planOf({ id: 'a' }));
    await book.save(planOf({ id: 'b' }));
    await Promise.all([book.setMetered(false), book.setMetered(true)]);
    await Promise.all([book.setCorrected('a', false), book.setCorrected('b', false)]);
    await Promise.all([book.remove('a'), book.activate('a')]);
    for (const one of [book, await open()]) {
      expect(one.settings()).toMatchObject({ metered: true, unmeteredSince: null, uncorrected: ['a', 'b'] });
      expect(one.list().active).toBeNull();
    }
  });

  it('keeps the start of counting where it could not be read and something is counted later', async () => {
    await (await open()).noteCounting(77);
    const read = vi.spyOn(store, 'readSettings').mockImplementation(down);
    const book = await open();
    read.mockRestore();
    await book.noteCounting(99);
    expect(book.settings().countingSince).toBe(77);
  });

  it('replaces a plan of the same id', async () => {
    const book = await open();
    await book.save(planOf({ id: 'a' }));
    await book.save(planOf({ id: 'a', name: 'Edited' }));
    expect(book.list().plans.map(({ name }) => name)).toEqual(['Edited']);
  });

  it('refuses unknown plans, and changes nothing', async () => {
    const book = await open();
    await book.save(planOf({ id: 'a' }));
    await book.activate('a');
    const before = structuredClone(book.list());
    expect(await book.activate('x')).toEqual({ error: 'plan "x": there is no such plan' });
    expect(await book.remove('x')).toEqual({ error: 'plan "x": there is no such plan' });
    expect(book.list()).toEqual(before);
  });

  it('has no active plan once that one is removed', async () => {
    const book = await open();
    await book.save(planOf({ id: 'a' }));
    await book.activate('a');
    expect(await book.remove('a')).toBeNull();
    expect([book.list(), book.active()]).toEqual([{ plans: [], active: null }, null]);
  });

  it('keeps the instant at which the switch was turned, and the start of counting', async () => {
    const book = await open();
    const change = vi.spyOn(store, 'changeSettings');
    await book.setMetered(true);
    await book.noteCounting(5);
    await book.noteCounting(6);
    await book.noteCounting(4);
    expect(change.mock.calls).toEqual([]);
    await book.setMetered(false);
    await book.setMetered(true);
    expect(book.settings()).toMatchObject({ metered: true, unmeteredSince: null, countingSince: 4 });
  });

  it('is unchanged where the disk refuses a change', async () => {
    const book = await open();
    await book.save(planOf({ id: 'a' }));
    vi.spyOn(store, 'changeSettings').mockImplementation(down);
    vi.spyOn(store, 'savePlan').mockImplementation(down);
    await expect(book.activate('a')).rejects.toThrow('the disk is gone');
    await expect(book.setMetered(false)).rejects.toThrow('the disk is gone');
    await expect(book.save(planOf({ id: 'b' }))).rejects.toThrow('the disk is gone');
    expect(book.list()).toEqual({ plans: [planOf({ id: 'a' })], active: null });
    expect(book.settings().metered).toBe(true);
  });

  it('is empty and metered where nothing can be read, and reads once it can', async () => {
    await (await open()).save(planOf({ id: 'a' }));
    const read = vi.spyOn(store, 'readPlans').mockImplementation(down);
    const book = await open();
    expect(book.list()).toEqual({ plans: [], active: null });
    expect(book.settings().metered).toBe(true);
    expect(await book.retry()).toBe(false);
    read.mockRestore();
    expect(await book.retry()).toBe(true);
    expect(book.list().plans).toHaveLength(1);
    expect(await book.retry()).toBe(false);
  });
});
