import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlertDesk, type AlertDeskDeps } from '../../src/background/alert-desk.ts';
import { openAlertStore, type AlertStore } from '../../src/storage/alert-store.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import type { Alert } from '../../src/core/alerts.ts';
import { allowanceOf, at, GB, hkt, planOf, planStatus } from './plan-fixture.ts';
import { freshStorage } from './support/fresh-storage.ts';

const plan = planOf({
  activatedAt: hkt('01 00:00'),
  allowances: [allowanceOf({ bytes: 7 * GB })],
  alerts: { total: [50, 80], today: [], expiryHours: [24] },
});
const half = (when = hkt('01 12:00')) => planStatus(plan, [at(hkt('01 11:00'), 3.6 * GB)], when);

describe('the alert desk', () => {
  let database: Database;
  let store: AlertStore;
  let shown: string[];
  const onError = vi.fn();
  const onListed = vi.fn();
  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
    store = openAlertStore({ get: () => Promise.resolve(database) });
    shown = [];
    onError.mockClear();
    onListed.mockClear();
  });
  const open = (rest: Partial<AlertDeskDeps> = {}) =>
    createAlertDesk({
      hasPlan: () => true,
      store,
      show: (alert: Alert) => {
        shown.push(alert.id);
        return Promise.resolve();
      },
      now: () => Date.parse(hkt('01 12:00')),
      onListed,
      onError,
      ...rest,
    });

  it('tells when its list has grown on disk, and only then', async () => {
    const desk = open({ onListed: () => onListed(store.readAll().then((all) => all.length)) });
    await desk.consider(half());
    expect(onListed).toHaveBeenCalledOnce();
    await expect(onListed.mock.calls[0]![0]).resolves.toBe(1);
    await desk.consider(half());
    expect(onListed).toHaveBeenCalledOnce();
  });

  it('shows an alert once, across restarts and two overlapping runs', async () => {
    const desk = open();
    await desk.consider(half());
    await desk.consider(half());
    await Promise.all([open().consider(half()), open().consider(half())]);
    expect(shown).toHaveLength(1);
    expect((await store.readAll()).map((alert) => [alert.kind, alert.isShown])).toEqual([['total', 1]]);
  });

  it('after a restart shows, under the same id, what was decided but not shown', async () => {
    const stopped = open({ show: () => new Promise(() => {}) });
    void stopped.consider(half());
    await vi.waitFor(async () => expect(await store.readUnshown()).toHaveLength(1));
    await open().consider(null);
    expect(shown).toEqual((await store.readAll()).map(({ id }) => id));
    await open().consider(half());
    expect(shown).toHaveLength(1);
  });

  it('retries at the next look after a failed notification or a disk error, and never rejects', async () => {
    const show = vi.fn((): Promise<void> => Promise.resolve()).mockRejectedValueOnce(new Error('no notifications'));
    const desk = open({ show });
    await desk.consider(half());
    await desk.consider(half());
    expect(show).toHaveBeenCalledTimes(2);
    const broken = open({ store: { ...store, readMarks: () => Promise.reject(new Error('disk')) } });
    await broken.consider(half(hkt('07 12:00')));
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it('lists what could not be shown for a day, without showing it any more', async () => {
    await open({ show: () => Promise.reject(new Error('no notifications')) }).consider(half());
    await open({ now: () => Date.parse(hkt('02 12:01')) }).consider(null);
    expect(shown).toEqual([]);
    expect(await store.readUnshown()).toEqual([]);
    expect(await store.readAll()).toHaveLength(1);
  });

  it('starts no transaction while there is nothing to announce', async () => {
    const decide = vi.fn(store.decide);
    const desk = open({ store: { ...store, decide } });
    await desk.consider(half());
    await desk.consider(half(hkt('01 12:01')));
    await desk.consider(half(hkt('01 12:02')));
    expect(decide).toHaveBeenCalledTimes(1);
  });
});
