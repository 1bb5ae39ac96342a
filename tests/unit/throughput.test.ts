import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThroughput, type LinkState } from '../../src/background/throughput.ts';

const after = (...transfers: [bytes: number, ms: number][]) => {
  const throughput = createThroughput();
  for (const [bytes, ms] of transfers) throughput.add(bytes, ms);
  return throughput.bytesPerMs();
};
const times = (count: number, transfer: [number, number]) => Array.from({ length: count }, () => transfer);

describe('the link’s usual throughput', () => {
  it('is a phone hotspot’s before anything is known', () => {
    expect(after()).toBeCloseTo(1000);
  });

  it('is learned, and learned anew when the link changes', () => {
    expect(after(...times(30, [1_000_000, 100]))).toBeCloseTo(10_000, -2);
    expect(after(...times(30, [1_000_000, 100]), ...times(40, [100_000, 1000]))).toBeCloseTo(100, 0);
  });

  it('is not learned from small or very short transfers', () => {
    expect(after([49_999, 1000], [1_000_000, 4], [1_000_000, 0], [1_000_000, -5])).toBe(after());
  });

  it('lies between the measured throughputs and the first guess, and is not changed much by a single one', () => {
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

describe('the link’s best throughput', () => {
  it('is unknown before anything came', () => {
    expect(createThroughput().kbps()).toBeUndefined();
  });

  it('is the fastest transfer’s, until that is long ago', () => {
    const throughput = createThroughput();
    throughput.add(1_000_000, 100);
    throughput.add(1_000_000, 1000);
    expect(throughput.kbps()).toBeGreaterThan(70_000);
    for (const [bytes, ms] of times(100, [1_000_000, 1000])) throughput.add(bytes, ms);
    expect(throughput.kbps()).toBeLessThan(9000);
  });
});

describe('the shortest wait', () => {
  const waits = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60_000, noNaN: true })));

  it('is unknown before the first wait, and not learned from responses without one', () => {
    const throughput = createThroughput();
    for (const ms of [0, -3, 0]) throughput.waited(ms);
    expect(throughput.shortestWaitMs()).toBeUndefined();
  });

  it('is at least the shortest one seen, and at most the last one', () => {
    fc.assert(
      fc.property(waits, fc.double({ min: 0.01, max: 60_000, noNaN: true }), (all, last) => {
        const throughput = createThroughput();
        for (const ms of [...all, last]) throughput.waited(ms);
        const shortest = throughput.shortestWaitMs()!;
        expect(shortest).toBeLessThanOrEqual(Math.max(5, last));
        expect(shortest).toBeGreaterThanOrEqual(Math.min(...all.filter((ms) => ms > 0), last));
      }),
    );
  });

  it('is forgotten when the link becomes a phone’s, also by responses without a known wait', () => {
    for (const ms of [0, 50]) {
      const throughput = createThroughput();
      for (let n = 0; n < 100; n++) throughput.waited(0.5);
      expect(throughput.shortestWaitMs()).toBe(5);
      for (let n = 0; n < 300; n++) throughput.waited(ms);
      expect(throughput.shortestWaitMs()).toBeLessThan(10);
      for (let n = 0; n < 400; n++) throughput.waited(ms);
      expect(throughput.shortestWaitMs()).toBeGreaterThan(20);
    }
  });
});

describe('what was learned of the link', () => {
  it('continues in the next run as it would have in this one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1e7), fc.nat(1e4))), fc.nat(1e7), (all, bytes) => {
        const one = createThroughput();
        for (const [size, ms] of all) {
          one.add(size, ms);
          one.waited(ms);
        }
        const next = createThroughput(JSON.parse(JSON.stringify(one.dump())) as LinkState);
        for (const each of [one, next]) {
          each.add(bytes, 100);
          each.waited(30);
        }
        expect(next.dump()).toEqual(one.dump());
        expect(next.kbps()).toBe(one.kbps());
      }),
    );
  });
});

describe('the throughput that a single response may have', () => {
  it('is unknown at first, then between the usual and the best, and narrower the closer these are', () => {
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
