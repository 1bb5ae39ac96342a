import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeModel, type ResponseTime, type TimeKind } from '../../src/core/time-model.ts';

const guess = { bytes: 900_000, low: 7000, high: 11_129_000, evidence: 'modelled' as const };
const short = { bytes: 22_000, low: 1000, high: 59_000, evidence: 'modelled' as const };
const taking = (ms: number, kind: TimeKind = 'plain'): ResponseTime => ({ ms, kind });

/** Response times over a link of `bytesPerMs`, off by up to a fifth either way, and starting after 2 ms. */
function onLink(bytesPerMs: number, kind: TimeKind = 'plain') {
  const model = createTimeModel();
  for (let n = 0; n < 60; n++) {
    const bytes = 300 * 2 ** (n % 11);
    model.learn(taking((2 + bytes / bytesPerMs) * 1.2 ** ((n % 3) - 1), kind), bytes);
  }
  return model;
}

describe('createTimeModel', () => {
  it('is what the link carries in that time, where hardly anything else is known', () => {
    const { bytes, low, high } = createTimeModel().weigh(guess, taking(4000));
    expect(bytes).toBeGreaterThan(1_500_000);
    expect(bytes).toBeLessThan(8_000_000);
    expect(low).toBeLessThan(5_000_000);
    expect(high).toBeGreaterThan(5_000_000);
    expect(high / low).toBeLessThan(guess.high / guess.low);
  });

  it.each([250, 1250, 12_500])('learns a link of %i bytes/ms, from any kind for the others too', (bytesPerMs) => {
    for (const kind of ['plain', 'encoded', 'file'] as const) {
      const { bytes, low, high } = onLink(bytesPerMs).weigh(guess, taking(2 + 600_000 / bytesPerMs, kind));
      expect(Math.abs(Math.log(bytes / 600_000))).toBeLessThan(kind === 'plain' ? 0.2 : 0.4);
      expect(low).toBeLessThan(600_000);
      expect(high).toBeGreaterThan(600_000);
      if (kind === 'plain') expect(high / low).toBeLessThan(bytesPerMs < 10_000 ? 6 : 12);
    }
  });

  it('starts with what is known of the link otherwise', () => {
    for (const bytesPerMs of [150, 1500, 15_000]) {
      const model = createTimeModel(undefined, () => ({ log: Math.log(bytesPerMs), sigma: 0.5 }));
      expect(Math.abs(Math.log(model.weigh(guess, taking(500_000 / bytesPerMs)).bytes / 500_000))).toBeLessThan(0.5);
    }
  });

  it('does not take for slow what arrives with the head', () => {
    const model = createTimeModel(undefined, () => ({ log: Math.log(1500), sigma: 0.2 }));
    for (let n = 0; n < 20; n++) model.learn(taking(0.5 + 40 * (n % 2)), 60_000 * (n % 2) || 9000);
    const { bytes } = model.weigh({ ...guess, bytes: 40_000, low: 3000, high: 200_000 }, taking(20));
    expect(bytes).toBeGreaterThan(30_000);
  });

  it('does not take for a large file what was open for long', () => {
    const model = createTimeModel(undefined, () => ({ log: Math.log(40_000), sigma: 0.5 }));
    const [file, fetched] = (['file', 'plain'] as const).map((kind) => model.weigh(guess, taking(30, kind)).bytes);
    expect(file).toBeLessThan(0.8 * fetched!);
  });

  it('follows changes of the link', () => {
    const model = onLink(12_500);
    for (let n = 0; n < 40; n++) model.learn(taking(2 + 100_000 / 500), 100_000);
    expect(Math.abs(Math.log(model.weigh(guess, taking(1000)).bytes / 500_000))).toBeLessThan(0.4);
  });

  it('leaves the guess where durations say nothing of sizes', () => {
    const model = createTimeModel();
    for (let n = 0; n < 200; n++) model.learn(taking([0.3, 9, 1, 40][n % 4]!), 300 * 2 ** (n % 9));
    const { low, high, bytes } = model.weigh(short, taking(3));
    expect(high / low).toBeGreaterThan(0.6 * (short.high / short.low));
    expect(Math.abs(Math.log(bytes / short.bytes))).toBeLessThan(0.7);
    for (const ms of [0, -5, NaN]) expect(model.weigh(short, taking(ms))).toEqual(short);
  });

  it('does not take for a large response what only trickled in', () => {
    expect(onLink(5000).weigh(short, taking(60_000)).bytes).toBeLessThan(2 * short.bytes);
  });

  it('is restored as it was stored', () => {
    const model = onLink(700, 'encoded');
    const kept = structuredClone(model.dump());
    const before = model.weigh(guess, taking(90, 'encoded'));
    expect(createTimeModel(kept).weigh(guess, taking(90, 'encoded'))).toEqual(before);
    model.learn(taking(1), 1e6);
    expect(createTimeModel(kept).weigh(guess, taking(90, 'encoded'))).toEqual(before);
  });

  it('gives whole sizes within their interval, whatever it has learned', () => {
    const lesson = fc.record({
      ms: fc.double({ min: -5, max: 1e7 }),
      bytes: fc.nat(2_000_000_000),
      kind: fc.constantFrom('plain' as const, 'encoded' as const, 'file' as const),
    });
    fc.assert(
      fc.property(fc.array(lesson), fc.double({ min: -1, max: 86_400_000 }), lesson, (lessons, ms, { kind }) => {
        const model = createTimeModel();
        for (const { bytes, ...time } of lessons) model.learn(time, bytes);
        for (const one of [guess, short, { ...short, low: 0, bytes: 0, high: 0 }]) {
          const { bytes, low, high } = model.weigh(one, { ms, kind });
          for (const value of [bytes, low, high]) expect(Number.isSafeInteger(value)).toBe(true);
          expect(0 <= low && low <= bytes && bytes <= high).toBe(true);
        }
      }),
    );
  });

  describe('with the times of other responses of the same host', () => {
    const model = createTimeModel(undefined, () => ({ log: Math.log(1500), sigma: 0.2 }));
    for (let n = 0; n < 20; n++) model.learn(taking(0.5 + 40 * (n % 2)), 60_000 * (n % 2) || 9000);
    /** What a body of so many bytes takes: the first 16 KiB come with its head. */
    const msOf = (bytes: number) => 0.5 + Math.max(0, bytes - 16_384) / 1500;

    it('guesses as large as all of them say: one that took long may have been kept waiting, not all of them', () => {
      const alone = model.weigh(short, taking(msOf(45_000)));
      const amongLarge = model.weigh(short, taking(msOf(45_000)), Array(11).fill(msOf(45_000)));
      const amongSmall = model.weigh(short, taking(msOf(45_000)), Array(11).fill(msOf(2000)));
      expect(amongLarge.bytes).toBeGreaterThan(alone.bytes);
      expect(Math.abs(Math.log(amongLarge.bytes / 45_000))).toBeLessThan(0.15);
      expect(amongSmall.bytes).toBeLessThan(alone.bytes);
    });

    it('is the same without others, and more certain with many', () => {
      const ratio = ({ low, high }: { low: number; high: number }) => high / low;
      const alone = model.weigh(short, taking(20));
      expect(model.weigh(short, taking(20), [])).toEqual(alone);
      expect(ratio(model.weigh(short, taking(20), Array(20).fill(20)))).toBeLessThan(ratio(alone));
    });

    it('stays near its own guess where nothing is known of the link: its pace is unknown for all of them', () => {
      const unlearned = createTimeModel();
      const { bytes } = unlearned.weigh(short, taking(1), Array(20).fill(1));
      expect(Math.abs(Math.log(bytes / unlearned.weigh(short, taking(1)).bytes))).toBeLessThan(0.3);
    });
  });
});
