import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneLabel } from '../../src/core/zone-label.ts';
import { zoneStretches } from '../../src/core/zone-stretches.ts';
import { knownStretch, learnZone } from '../../src/ui/format/known-zones.ts';
import { deviceClock, wallClock } from '../../src/ui/format/wall-clock.ts';
import { ZONES } from './plan-arbitrary.ts';

const FROM = Date.UTC(2025, 9, 1);
const UNTIL = Date.UTC(2027, 11, 1);
const ALL = [...ZONES, 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Hong_Kong'];

describe('a zone’s clock, as intervals', () => {
  it('has no gap, and agrees with Intl', () => {
    const instants = fc.integer({ min: FROM, max: UNTIL - 1 });
    for (const timeZone of new Set(ALL)) {
      const stretches = zoneStretches(timeZone, FROM, UNTIL);
      expect(stretches[0]!.from).toBe(FROM);
      expect(stretches.at(-1)!.until).toBe(UNTIL);
      stretches.slice(1).forEach(({ from }, i) => expect(from).toBe(stretches[i]!.until));
      const edges = stretches.flatMap(({ from, until }) => [from, until - 1]);
      const drawn = [...edges, ...fc.sample(instants, 200)];
      const asked = drawn.map((instant) => wallClock(instant, timeZone));
      learnZone(timeZone, stretches);
      expect(drawn.map((instant) => wallClock(instant, timeZone))).toEqual(asked);
      for (const instant of drawn) expect(knownStretch(timeZone, instant)!.label).toBe(zoneLabel(timeZone, instant));
    }
  });

  it('is unknown outside its range, and for other zones', () => {
    learnZone('Asia/Tokyo', zoneStretches('Asia/Tokyo', FROM, UNTIL));
    expect(knownStretch('Asia/Tokyo', FROM - 1)).toBeUndefined();
    expect(knownStretch('Asia/Tokyo', UNTIL)).toBeUndefined();
    expect(knownStretch('Asia/Seoul', FROM)).toBeUndefined();
    expect(wallClock(UNTIL, 'Asia/Tokyo').hour).toBe(9);
  });

  it('is the device’s where that is requested', () => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const instant of fc.sample(fc.integer({ min: FROM, max: UNTIL }), 100))
      expect(deviceClock(instant)).toEqual(wallClock(instant, zone));
  });
});
