import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSizeModel, type SizeClass, type SizeModel } from '../../src/core/size-model.ts';
import { sizePrior } from '../../src/core/size-prior.ts';

const image = (host = 'cdn.test', rest: Partial<SizeClass> = {}): SizeClass => ({
  host,
  kind: 'image',
  encoded: false,
  ...rest,
});
const learn = (model: SizeModel, of: SizeClass, bytes: number, times: number) => {
  for (let i = 0; i < times; i++) model.learn(of, bytes);
};

describe('the size model', () => {
  it('starts with published figures', () => {
    const { bytes, low, high } = sizePrior({ kind: 'image', encoded: false });
    const guess = createSizeModel().guess(image());
    expect(guess).toMatchObject({ bytes, evidence: 'modelled' });
    expect(Math.abs(guess.low - low)).toBeLessThanOrEqual(1);
    expect(Math.abs(guess.high - high) / high).toBeLessThan(0.001);
  });

  it('learns a host, with a narrower interval the more it has seen', () => {
    const model = createSizeModel();
    const widths = [1, 3, 20].map((times) => {
      learn(model, image(), 400_000, times);
      const { low, high } = model.guess(image());
      return high / low;
    });
    const { bytes, low, high } = model.guess(image());
    expect(Math.abs(bytes - 400_000)).toBeLessThan(20_000);
    expect(low).toBeLessThan(400_000);
    expect(high).toBeGreaterThan(400_000);
    expect(high / low).toBeLessThan(6);
    expect(widths[2]!).toBeLessThan(widths[0]!);
  });

  it('guesses a little-known host towards its kind', () => {
    const model = createSizeModel();
    learn(model, image('many.test'), 20_000, 100);
    model.learn(image('few.test'), 2_000_000);
    const guess = model.guess(image('few.test')).bytes;
    expect(guess).toBeLessThan(1_200_000);
    expect(guess).toBeGreaterThan(model.guess(image('other.test')).bytes);
    // What it has learned of a kind applies to unknown hosts.
    expect(model.guess(image('other.test')).bytes).toBeLessThan(
      sizePrior({ kind: 'image', encoded: false }).bytes * 1.2,
    );
  });

  it('separates kinds, and encoded from plain', () => {
    const model = createSizeModel();
    learn(model, image(), 2_000_000, 30);
    const others = [image('cdn.test', { kind: 'script' }), image('cdn.test', { encoded: true })];
    for (const other of others) expect(model.guess(other)).toEqual(createSizeModel().guess(other));
  });

  it('forgets what a host used to send', () => {
    const model = createSizeModel();
    learn(model, image(), 1_000_000, 50);
    learn(model, image(), 10_000, 150);
    expect(model.guess(image()).bytes).toBeLessThan(30_000);
  });

  it('guesses the mean, so that many guesses add up', () => {
    const model = createSizeModel();
    for (let i = 0; i < 400; i++) model.learn(image(), i % 10 === 0 ? 1_000_000 : 1000);
    const { bytes } = model.guess(image());
    expect(bytes).toBeGreaterThan(70_000);
    expect(bytes).toBeLessThan(140_000);
  });

  it('continues as before after it was stored', () => {
    const classes = fc.record({
      host: fc.constantFrom('a.test', 'b.test', ''),
      kind: fc.constantFrom('image' as const, 'script' as const),
      encoded: fc.boolean(),
    });
    const sizes = fc.array(fc.record({ of: classes, bytes: fc.nat(1e9) }), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, classes, (all, of) => {
        const model = createSizeModel();
        for (const { of: one, bytes } of all) model.learn(one, bytes);
        const stored = structuredClone(model.dump());
        const restored = createSizeModel(stored);
        expect(restored.guess(of)).toEqual(model.guess(of));
        restored.learn(of, 5000);
        model.learn(of, 5000);
        expect(restored.guess(of)).toEqual(model.guess(of));
        expect(restored.dump()).toEqual(model.dump());
        // Learning does not modify what it was restored from.
        expect(createSizeModel(stored).dump()).toEqual(stored);
      }),
    );
  });

  it('makes finite, ordered guesses whatever it saw', () => {
    const sizes = fc.array(fc.oneof(fc.constantFrom(0, 1), fc.nat(1e12)), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, (all) => {
        const model = createSizeModel();
        for (const bytes of all) model.learn(image(), bytes);
        const { bytes, low, high } = model.guess(image());
        expect([bytes, low, high].every(Number.isInteger)).toBe(true);
        expect(0 <= low && low <= bytes && bytes <= high).toBe(true);
      }),
    );
  });

  it('is bounded: what was not updated for longest is dropped first', () => {
    const model = createSizeModel();
    learn(model, image('often.test'), 900_000, 20);
    // With the class of all hosts these are 500.
    for (let i = 0; i < 498; i++) model.learn(image(`${i}.test`), 1000);
    model.learn(image('often.test'), 900_000);
    for (let i = 498; i < 510; i++) model.learn(image(`${i}.test`), 1000);
    const kept = model.dump().map(([key]) => key.split(' ')[0]!);
    expect(kept).toHaveLength(500);
    for (const host of ['often.test', '', '12.test', '509.test']) expect(kept).toContain(host);
    for (const host of ['0.test', '11.test']) expect(kept).not.toContain(host);
    expect(model.guess(image('often.test')).bytes).toBeGreaterThan(700_000);
  });
});
