import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireBytes, type WireTransfer } from '../../src/core/wire.ts';

const body = fc.nat(50_000_000);
const head = fc.nat(8000);
const transfer = fc.record({
  bodyDown: body,
  bodyUp: body,
  headDown: head,
  headUp: head,
  protocol: fc.constantFrom('http/1.1' as const, 'h2' as const, 'h3' as const),
  secure: fc.boolean(),
  family: fc.constantFrom(4 as const, 6 as const),
  connection: fc.constantFrom('new' as const, 'resumed' as const, 'reused' as const),
  idleMs: fc.option(fc.nat(1000), { nil: undefined }),
  kbps: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
});

const plain: WireTransfer = {
  bodyDown: 0,
  bodyUp: 0,
  headDown: 300,
  headUp: 500,
  protocol: 'h2',
  secure: true,
  family: 4,
  connection: 'reused',
};

describe('wireBytes', () => {
  it('is never below the bodies, each way', () => {
    fc.assert(
      fc.property(transfer, (one) => {
        const { down, up } = wireBytes(one);
        expect(down).toBeGreaterThanOrEqual(one.bodyDown);
        expect(up).toBeGreaterThanOrEqual(one.bodyUp);
      }),
    );
  });

  it.each(['bodyDown', 'bodyUp', 'headDown', 'headUp'] as const)('never shrinks when %s grows', (part) => {
    fc.assert(
      fc.property(transfer, fc.nat(100_000), (one, more) => {
        const before = wireBytes(one);
        const after = wireBytes({ ...one, [part]: one[part] + more });
        expect(after.down).toBeGreaterThanOrEqual(before.down);
        expect(after.up).toBeGreaterThanOrEqual(before.up);
      }),
    );
  });

  it('costs more over a new connection, and over IPv6', () => {
    fc.assert(
      fc.property(transfer, (one) => {
        const [fresh, reused] = [wireBytes({ ...one, connection: 'new' }), wireBytes({ ...one, connection: 'reused' })];
        expect(fresh.down).toBeGreaterThan(reused.down);
        expect(fresh.up).toBeGreaterThan(reused.up);
        const [four, six] = [wireBytes({ ...one, family: 4 }), wireBytes({ ...one, family: 6 })];
        expect(six.down).toBeGreaterThanOrEqual(four.down);
        expect(six.up).toBeGreaterThanOrEqual(four.up);
      }),
    );
  });

  it('adds 3.5 to 6 % to a large download over IPv4, and 0.5 to 2 % of it as upload', () => {
    const { down, up } = wireBytes({ ...plain, bodyDown: 10_000_000 });
    expect(down / 10_000_000).toBeGreaterThan(1.035);
    expect(down / 10_000_000).toBeLessThan(1.06);
    expect(up / 10_000_000).toBeGreaterThan(0.005);
    expect(up / 10_000_000).toBeLessThan(0.02);
  });

  it('pays 4 to 8 kB for a new TLS connection, and some packets for a plain one', () => {
    const cost = (secure: boolean) => {
      const [fresh, reused] = [
        wireBytes({ ...plain, secure, protocol: 'http/1.1', connection: 'new' }),
        wireBytes({ ...plain, secure, protocol: 'http/1.1' }),
      ];
      return fresh.down + fresh.up - reused.down - reused.up;
    };
    expect(cost(true)).toBeGreaterThan(4000);
    expect(cost(true)).toBeLessThan(9000);
    expect(cost(false)).toBeGreaterThan(200);
    expect(cost(false)).toBeLessThan(600);
  });
});
