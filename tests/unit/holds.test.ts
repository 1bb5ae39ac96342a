import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Hold } from '../../src/core/contract.ts';
import type { HoldsView } from '../../src/core/holds-view.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, request } from './support/request.ts';

const PLAN = {
  id: 'week',
  name: 'Week',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: '2026-02-27T00:00:00Z',
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [{ id: 'data', label: 'Data', bytes: 1e9, resets: { every: 'never' }, after: { kind: 'cut' } }],
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const paused = (site: string) => ({ type: 'hold.set', hold: { site, mode: 'paused' } });

/** An engine that has finished its first check of holds. */
async function start(world = createWorld()) {
  const run = await startEngine(world);
  const ask = <Reply>(message: object) => run.ask(message) as Promise<Reply>;
  const sites = async () => (await ask<{ holds: Hold[] }>({ type: 'hold.list' })).holds.map(({ site }) => site);
  const usePlan = async () => {
    await ask({ type: 'plan.save', plan: PLAN });
    await ask({ type: 'plan.activate', id: 'week' });
  };
  await ask({ type: 'holds.view' });
  return { ...run, ask, sites, usePlan };
}

describe('holds', () => {
  beforeEach(freshStorage);

  test('a hold that is refused changes nothing', async () => {
    const { ask, sites, world } = await start();
    await ask(paused('news.test'));
    const rules = structuredClone(world.rules);
    for (const hold of [{ site: 'x.test', mode: 'none' }, { site: 'news.test', mode: 'capped' }, null])
      expect(await ask({ type: 'hold.set', hold })).toHaveProperty('error');
    expect(await ask({ type: 'hold.clear' })).toHaveProperty('error');
    expect(await sites()).toEqual(['news.test']);
    expect(world.rules).toEqual(rules);
  });

  test('a held page that started the background is known as held', async () => {
    const { ask, world } = await start();
    await ask(paused('news.test'));
    await ask({ type: 'hold.set', hold: { site: 'app.test', mode: 'capped', bytesPerDay: 1e6 } });
    const until = new Date(world.now + MINUTE).toISOString();
    await ask({ type: 'hold.set', hold: { site: 'film.test', mode: 'paused', until } });
    world.now += MINUTE; // something to look up and something to write, before holds are known
    const again = await startEngine(world);
    expect(await again.ask({ type: 'held.view', address: 'https://www.news.test/a' })).toMatchObject({
      site: 'news.test',
      reason: { kind: 'hold' },
    });
  });

  test('what has expired is released, forgotten and out of the rules at the next start', async () => {
    const { ask, world } = await start();
    await ask(paused('news.test'));
    const until = new Date(world.now + MINUTE).toISOString();
    await ask({ type: 'hold.set', hold: { site: 'app.test', mode: 'paused', until } });
    expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(['app.test', 'news.test']);
    world.now += MINUTE;
    const again = await start(world);
    expect(await again.sites()).toEqual(['news.test']);
    expect((await again.ask<HoldsView>({ type: 'holds.view' })).holds).toHaveLength(1);
    await vi.waitFor(() => expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(['news.test']));
  });

  test('a tab that shows the site is stopped once, and no other tab', async () => {
    const { ask, world } = await start();
    world.tabs = [
      { id: 1, url: 'https://www.news.test/', isPrivate: false },
      { id: 2, url: 'https://app.test/', isPrivate: false },
    ];
    await ask(paused('news.test'));
    await ask(paused('shop.test'));
    expect(world.stopped).toEqual([1]);
    // Embedded frames stop too, once the user asks for that.
    expect(world.emptied).toEqual([]);
    await ask({ type: 'holds.adjust', site: 'news.test', plan: null, embeds: true });
    expect(world.emptied).toEqual([[2, 'news.test']]);
  });

  test('one more site is held at once, however long the browser takes for the whole list', async () => {
    const { ask, world } = await start();
    await ask(paused('app.test'));
    let done = () => {};
    world.lastingWaits = new Promise((resolve) => (done = resolve));
    await ask(paused('news.test'));
    expect(world.rules.session.map(({ condition }) => condition.requestDomains ?? condition.topDomains)).toEqual([
      ['news.test'],
      ['news.test'],
    ]);
    expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(['app.test']);
    done();
    await vi.waitFor(() => expect(world.rules.session).toEqual([]));
    expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(['app.test', 'news.test']);
    // A released site is free by the time of the answer.
    await ask({ type: 'hold.clear', site: 'news.test' });
    expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(['app.test']);
  });

  test('a pause gives back the cap or the lean mode that it replaced, however often it is pressed', async () => {
    const { ask, usePlan } = await start();
    await usePlan();
    const holds = async () => (await ask<{ holds: Hold[] }>({ type: 'hold.list' })).holds;
    for (const hold of [
      { site: 'video.test', mode: 'capped', bytesPerDay: 5e6 },
      { site: 'video.test', mode: 'lean' },
    ]) {
      await ask({ type: 'hold.set', hold });
      await ask(paused('video.test'));
      await ask(paused('video.test'));
      expect(await holds()).toEqual([{ site: 'video.test', mode: 'paused', reason: 'user' }]);
      await ask({ type: 'holds.release', site: 'video.test' });
      expect(await holds()).toEqual([{ ...hold, reason: 'user' }]);
    }
    await ask({ type: 'holds.release', site: 'video.test' });
    expect(await holds()).toEqual([]);
    await ask({ type: 'hold.set', hold: { site: 'video.test', mode: 'lean' } });
    await ask(paused('video.test'));
    await ask({ type: 'hold.clear', site: 'video.test' });
    expect(await holds()).toEqual([]);
  });

  test('a pause acts at once, also where the site was held on another plan only', async () => {
    const { ask, usePlan, world } = await start();
    await usePlan();
    await ask({ type: 'hold.set', hold: { site: 'video.test', mode: 'lean' } });
    await ask({ type: 'holds.adjust', site: 'video.test', plan: 'week', embeds: false });
    await ask({ type: 'plan.remove', id: 'week' });
    expect(world.rules.session).toEqual([]);
    await ask(paused('video.test'));
    expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(['video.test']);
    await ask({ type: 'holds.release', site: 'video.test' });
    expect((await ask<HoldsView>({ type: 'holds.view' })).holds).toMatchObject([
      { hold: { mode: 'lean' }, plan: 'week' },
    ]);
  });

  test('a page that would lose typed text stays without loading anything, and continues when its site is released', async () => {
    const { ask, engine, world } = await start();
    const page = { id: 1, url: 'https://www.news.test/form', isPrivate: false };
    world.tabs = [page];
    world.typedIn = [1];
    await ask(paused('news.test'));
    await vi.waitFor(() => expect(world.holdNews).toEqual([{ kind: 'kept', site: 'news.test' }]));
    expect(world.resting).toEqual([1]);
    const blocked = () => world.rules.session.flatMap(({ condition }) => condition.tabIds ?? []);
    expect(blocked()).toEqual([1]);
    // Its address may change within the site; a restarted worker still knows it.
    await engine.onTabShown({ ...page, url: 'https://www.news.test/form#2' });
    const again = await start(world);
    await again.ask(paused('app.test'));
    expect(world.shownHeld).toEqual([]);
    expect(blocked()).toEqual([1]);
    await again.ask({ type: 'hold.clear', site: 'news.test' });
    expect(blocked()).toEqual([]);
    expect(world.resumed).toEqual([[1, false]]);
  });

  test('nothing is held while metering is off, nor on another plan', async () => {
    const { ask, world, usePlan } = await start();
    await usePlan();
    await ask(paused('news.test'));
    await ask({ type: 'metering.set', metered: false });
    expect(world.rules.lasting).toEqual([]);
    await ask({ type: 'metering.set', metered: true });
    expect(world.rules.lasting).not.toEqual([]);
    await ask({ type: 'holds.adjust', site: 'news.test', plan: 'other', embeds: false });
    expect(world.rules.lasting).toEqual([]);
    expect((await ask<HoldsView>({ type: 'holds.view' })).holds).toMatchObject([{ state: 'rests' }]);
  });

  test('only chosen sites: one switch, starting with the current site, for this plan only', async () => {
    const { ask, world, usePlan } = await start();
    expect(await ask({ type: 'holds.only', on: true })).toHaveProperty('error');
    await usePlan();
    await ask({ type: 'holds.only', on: true, site: 'https://mail.app.test/' });
    const allowed = () => world.rules.lasting[0]?.condition.excludedRequestDomains;
    expect(allowed()).toEqual(['app.test']);
    await ask({ type: 'holds.release', site: 'news.test' });
    expect(allowed()).toEqual(['app.test', 'news.test']);
    await ask({ type: 'holds.only', on: false });
    expect(world.rules.lasting).toEqual([]);
    // The list itself is kept.
    await ask({ type: 'holds.only', on: true, site: 'shop.test' });
    expect(allowed()).toEqual(['app.test', 'news.test']);
  });

  test('a list armed by a trigger need not exist before; its start and its end are announced', async () => {
    const { ask, world, usePlan } = await start();
    const hours = { kind: 'hours', on: true, from: '00:00', to: '23:59', does: 'allow-list' };
    await ask({ type: 'holds.settings', triggers: [hours] });
    // Without a plan there is no list to apply.
    expect(world.rules.lasting).toEqual([]);
    expect(world.holdNews).toEqual([]);
    await usePlan();
    expect(world.rules.lasting).not.toEqual([]);
    expect(world.holdNews).toMatchObject([{ kind: 'trigger', isArmed: true }]);
    const address = 'https://news.test/';
    expect(await ask({ type: 'held.open', address, tab: 1, how: 'list' })).toEqual({ go: address });
    expect(world.rules.lasting[0]!.condition.excludedRequestDomains).toEqual(['news.test']);
    await ask({ type: 'holds.only', on: false });
    expect(world.rules.lasting).toEqual([]);
    expect(world.holdNews).toMatchObject([{ isArmed: true }, { kind: 'trigger', isArmed: false }]);
  });

  test('what acts on all sites reports its savings by the sites’ earlier use, without those on the list', async () => {
    const { ask, engine, world, usePlan } = await start();
    await usePlan();
    const load = (megabytes: number) =>
      engine.onRequest(request({ at: world.now, headers: contentLength(megabytes * 1e6) }));
    void load(10);
    await ask({ type: 'report' });
    const acts = async () => (await ask<HoldsView>({ type: 'holds.view' })).acts;
    world.now += 10 * HOUR;
    await ask({ type: 'holds.only', on: true, site: 'app.test' });
    expect(await acts()).toEqual([{ act: 'list', saved: 0 }]);
    world.now += 5 * HOUR;
    const [first] = await acts();
    expect(first!.saved).toBeGreaterThan(4.9e6);
    expect(first!.saved).toBeLessThan(5.5e6);
    // What the list lets through is not counted as saved.
    await ask({ type: 'holds.release', site: 'news.test' });
    expect(await acts()).toEqual([{ act: 'list', saved: 0 }]);
    await ask({ type: 'holds.only', on: false });
    expect(await acts()).toEqual([]);
  });

  test('however many sites are paused, they are one list in two rules', async () => {
    const { ask, world } = await start();
    await Promise.all(Array.from({ length: 100 }, (_, n) => ask(paused(`s${n}.test`))));
    expect(
      world.rules.lasting.map(({ condition }) => (condition.requestDomains ?? condition.topDomains)?.length),
    ).toEqual([100, 100]);
  });

  test('simultaneous checks announce news once', async () => {
    const { ask, engine, world, usePlan } = await start();
    await usePlan();
    const hours = { kind: 'hours', on: true, from: '00:00', to: '23:59', does: 'lean' };
    await Promise.all([
      ask({ type: 'holds.settings', triggers: [hours] }),
      ask({ type: 'metering.set', metered: true }),
      ask({ type: 'hold.clear', site: 'news.test' }),
      engine.onHostAccess(),
    ]);
    await ask({ type: 'holds.view' });
    await vi.waitFor(() => expect(world.holdNews).toMatchObject([{ kind: 'trigger', isArmed: true }]));
  });

  test('what could not be shown is announced at the next check, once', async () => {
    const { ask, world, usePlan } = await start();
    await usePlan();
    world.showsNotices = false;
    const hours = { kind: 'hours', on: true, from: '00:00', to: '23:59', does: 'lean' };
    const look = () => ask({ type: 'holds.settings', triggers: [hours] });
    await look();
    await vi.waitFor(async () =>
      expect(await ask({ type: 'diagnostics' })).toMatchObject({ errors: [{ where: 'holds' }] }),
    );
    world.showsNotices = true;
    for (let times = 0; times < 3; times++) {
      await look();
      await vi.waitFor(() => expect(world.holdNews).toMatchObject([{ kind: 'trigger', isArmed: true }]));
    }
    const again = await start(world);
    await again.ask({ type: 'holds.settings', triggers: [hours] });
    await again.ask({ type: 'holds.view' });
    expect(world.holdNews).toHaveLength(1);
    world.showsNotices = false;
    const end = () => again.ask({ type: 'holds.settings', triggers: [{ ...hours, on: false }] });
    await end();
    world.showsNotices = true;
    await end();
    await vi.waitFor(() => expect(world.holdNews).toMatchObject([{ isArmed: true }, { isArmed: false }]));
  });

  test('a restarted background still asks about a file that the guard holds', async () => {
    const { engine, world } = await start();
    const file = { url: 'https://files.test/film.zip', tabId: 1, type: 'main_frame', bytes: 60e6 };
    engine.holds.onLarge(file);
    const again = await start(world);
    expect((await again.ask<HoldsView>({ type: 'holds.view' })).large).toMatchObject([{ address: file.url }]);
    const held = { type: 'held.view', address: file.url };
    expect(await again.ask(held)).toMatchObject({ reason: { kind: 'large', file: { bytes: 60e6 } } });
    await again.ask({ type: 'held.open', address: file.url, tab: 1, how: 'once' });
    expect(world.gateMemory?.passes).toEqual([{ tab: 1, site: 'files.test', address: file.url }]);
    // Once answered it is not asked about again, by any run.
    expect((await (await start(world)).ask<HoldsView>({ type: 'holds.view' })).large).toEqual([]);
  });

  test('two windows at once: whatever the order, the rules match the stored holds', async () => {
    const { ask, world, sites } = await start();
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        n % 3 === 2 ? ask({ type: 'hold.clear', site: `s${n - 1}.test` }) : ask(paused(`s${n}.test`)),
      ),
    );
    const held = await sites();
    expect(held).toHaveLength(4);
    expect(world.rules.lasting[0]!.condition.requestDomains).toEqual(held.sort());
  });
});
