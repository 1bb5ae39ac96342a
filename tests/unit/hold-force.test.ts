import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/core/contract.ts';
import { FIRST_HOLD_SETTINGS, type HoldBook, type HoldRecord } from '../../src/core/hold-book.ts';
import { forceOf, type HoldContext } from '../../src/core/hold-force.ts';
import { holdNews } from '../../src/core/hold-news.ts';
import { isHeld } from '../../src/core/hold-rules.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;
const SITES = ['a.test', 'b.test', 'c.test', 'd.test'];
const plan = { id: 'week', timeZone: 'Asia/Hong_Kong', unit: 1000 } as Plan;

const site = fc.constantFrom(...SITES);
const instant = fc.integer({ min: NOW - 40 * HOUR, max: NOW + 40 * HOUR });

const record: fc.Arbitrary<HoldRecord> = fc
  .record({
    site,
    mode: fc.constantFrom('paused', 'lean', 'capped'),
    until: fc.option(
      instant.map((at) => new Date(at).toISOString()),
      { nil: undefined },
    ),
    bytesPerDay: fc.integer({ min: 1, max: 1000 }),
    plan: fc.constantFrom(null, 'week', 'other'),
    embeds: fc.boolean(),
    setAt: instant,
  })
  .map(({ until, ...rest }) => ({ ...rest, ...(until !== undefined && { until }) }));

const book: fc.Arbitrary<HoldBook> = fc
  .record({
    records: fc.uniqueArray(record, { selector: (one) => one.site }),
    settings: fc.record({
      openings: fc.array(fc.record({ site, until: instant }), { maxLength: 3 }),
      on: fc.boolean(),
      sites: fc.array(site),
      armed: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    }),
  })
  .map(({ records, settings: { openings, on, sites, armed } }) => ({
    records,
    settings: {
      ...FIRST_HOLD_SETTINGS,
      openings,
      allowLists: [{ plan: 'week', on, sites }],
      triggers: FIRST_HOLD_SETTINGS.triggers.map((trigger, n) => ({ ...trigger, on: armed[n]! })),
    },
  }));

const context: fc.Arbitrary<HoldContext> = fc
  .record({
    metered: fc.boolean(),
    hasPlan: fc.boolean(),
    left: fc.double({ min: 0, max: 1, noNaN: true }),
    used: fc.nat(1500),
  })
  .map(({ metered, hasPlan, left, used }) => ({
    now: NOW,
    metered,
    plan: hasPlan ? plan : null,
    deviceZone: 'Asia/Hong_Kong',
    left,
    usedToday: () => used,
  }));

describe('a site is held', () => {
  test('never while metering is off, nor while it is opened', () => {
    fc.assert(
      fc.property(book, context, (held, at) => {
        const force = forceOf(held, at);
        const open = held.settings.openings.filter(({ until }) => until > NOW).map((one) => one.site);
        for (const one of at.metered ? open : SITES) expect(isHeld(force, one)).toBe(false);
      }),
    );
  });

  test('by its own hold while that applies, and only by that without an allow-list', () => {
    fc.assert(
      fc.property(book, context, (held, at) => {
        const force = forceOf(held, at);
        if (!at.metered || force.only !== null) return;
        for (const one of SITES) {
          const own = held.records.find((each) => each.site === one);
          const counts =
            own !== undefined &&
            (own.plan === null || own.plan === at.plan?.id) &&
            (own.until === undefined || Date.parse(own.until) > NOW) &&
            !force.opened.includes(one) &&
            (own.mode === 'paused' || (own.mode === 'capped' && at.usedToday(one) >= own.bytesPerDay!));
          expect(isHeld(force, one)).toBe(counts);
        }
      }),
    );
  });

  test('in the same way until the instant that the force names', () => {
    fc.assert(
      fc.property(book, context, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (held, at, share) => {
        const force = forceOf(held, at);
        if (force.nextAt === null) return;
        expect(force.nextAt).toBeGreaterThan(NOW);
        const between = NOW + Math.floor((force.nextAt - NOW - 1) * share);
        expect(forceOf(held, { ...at, now: between })).toEqual(force);
      }),
    );
  });

  test('with an announcement when a trigger starts to act and when it stops, once each', () => {
    fc.assert(
      fc.property(book, context, (held, at) => {
        const metered = { ...at, metered: true };
        const first = holdNews(held, metered, [], true);
        expect(holdNews(held, metered, first.told, true).due).toEqual([]);
        const begun = first.due.filter(({ news }) => news.kind === 'trigger');
        const rested = {
          ...held,
          settings: { ...held.settings, triggers: held.settings.triggers.map((one) => ({ ...one, on: false })) },
        };
        const ended = holdNews(rested, metered, first.told, true).due;
        expect(ended.filter(({ news }) => news.kind === 'trigger')).toHaveLength(begun.length);
      }),
    );
  });
});
