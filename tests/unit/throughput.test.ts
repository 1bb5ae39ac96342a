import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThroughput } from '../../src/background/throughput.ts';

const after = (...transfers: [bytes: number, ms: number][]) => {
  const throughput = createThroughput();
  for (const [bytes, ms] of transfers) throughput.add(bytes, ms);
  return throughput.bytesPerMs();
};
const times = (count: number, transfer: [number, number]) => Array.from({ length: count }, () => transfer);

describe('the link’s usual speed', () => {
  it('is that of a phone’s hotspot before anything is known', () => {
    expect(after()).toBeCloseTo(1000);
  });

  it('is learned, and learned anew where the link changes', () => {
    expect(after(...times(30, [1_000_000, 100]))).toBeCloseTo(10_000, -2);
    expect(after(...times(30, [1_000_000, 100]), ...times(40, [100_000, 1000]))).toBeCloseTo(100, 0);
  });

  it('is not told by transfers that are small or over at once', () => {
    expect(after([49_999, 1000], [1_000_000, 4], [1_000_000, 0], [1_000_000, -5])).toBe(after());
  });

  it('lies between the speeds that were seen and the first guess, and is not thrown off by one', () => {
    const transfers = fc.array(fc.tuple(fc.integer({ min: 50_000, max: 1e9 }), fc.integer({ min: 5, max: 1e6 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(transfers, (all) => {
        const speeds = [1000, ...all.map(([bytes, ms]) => bytes / ms)];
        const learned = after(...all);
        expect(learned).toBeGreaterThanOrEqual(Math.min(...speeds) * 0.999);
        expect(learned).toBeLessThanOrEqual(Math.max(...speeds) * 1.001);
      }),
    );
    expect(after(...times(30, [1_000_000, 1000]), [1e9, 5])).toBeLessThan(20_000);
  });
});

describe('the link at its best', () => {
  it('is not known before anything came', () => {
    expect(createThroughput().kbps()).toBeUndefined();
  });

  it('is what the fastest transfer saw, until it is long gone', () => {
    const throughput = createThroughput();
    throughput.add(1_000_000, 100);
    throughput.add(1_000_000, 1000);
    expect(throughput.kbps()).toBeGreaterThan(70_000);
    for (const [bytes, ms] of times(100, [1_000_000, 1000])) throughput.add(bytes, ms);
    expect(throughput.kbps()).toBeLessThan(9000);
  });
});

describe('what a single response may come at', () => {
  it('is not known at first, then between the usual and the best, and the surer the nearer these are', () => {
    const throughput = createThroughput();
    expect(throughput.pace()).toBeUndefined();
    for (const transfer of times(60, [1_000_000, 100])) throughput.add(...transfer);
    const steady = throughput.pace()!;
    expect(Math.exp(steady.log)).toBeCloseTo(10_000, -3);
    throughput.add(1_000_000, 5);
    const unsteady = throughput.pace()!;
    expect(unsteady.log).toBeGreaterThan(Math.log(throughput.bytesPerMs()));
    expect(unsteady.log).toBeLessThan(Math.log(throughput.kbps()! / 8));
    expect(unsteady.sigma).toBeGreaterThan(steady.sigma);
  });
});
