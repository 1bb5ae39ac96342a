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
  joined: fc.constantFrom(0, 0.5, 1),
  idleMs: fc.option(fc.nat(1000), { nil: undefined }),
  kbps: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  waitMs: fc.option(fc.double({ min: 0.001, max: 10_000, noNaN: true }), { nil: undefined }),
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
  it('is never below the bodies, in each direction', () => {
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

  it('costs up to two packets less where it follows on another response without a pause', () => {
    fc.assert(
      fc.property(transfer, (one) => {
        const [apart, joined] = [wireBytes({ ...one, joined: 0 }), wireBytes({ ...one, joined: 1 })];
        expect(joined.down).toBeLessThanOrEqual(apart.down);
        expect(apart.down - joined.down).toBeLessThan(2 * (72 + 22) + 22 * 2);
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

  it('adds 4 to 9 kB for a new TLS connection, and some packets for a plain one', () => {
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

  it('uses usual values for what is absent', () => {
    const { down, up } = wireBytes({});
    expect(down).toBeGreaterThan(100);
    expect(up).toBeGreaterThan(100);
    expect(down + up).toBeLessThan(1200);
    expect(wireBytes({ bodyDown: 100_000 }).down - down).toBeGreaterThan(103_000);
  });

  it('acknowledges more after idle time, and on a slow link', () => {
    const up = (rest: object) => wireBytes({ ...plain, bodyDown: 1_000_000, ...rest }).up;
    expect(up({ idleMs: 1000 })).toBeGreaterThan(up({ idleMs: 0 }));
    expect(up({ kbps: 2000 })).toBeGreaterThan(2 * up({ kbps: 200_000 }));
  });

  it('acknowledges every second segment on a phone’s link, and nearly as many on a good one', () => {
    const up = (kbps: number) => wireBytes({ ...plain, bodyDown: 1_000_000, kbps }).up / 1_000_000;
    // 0.5 × 52 of 1448.
    for (const kbps of [100, 5_000, 12_000, 25_000]) expect(up(kbps)).toBeCloseTo(0.018, 3);
    expect(up(40_000)).toBeGreaterThan(0.65 * up(12_000));
    expect(up(50_000)).toBeGreaterThan(0.4 * up(12_000));
  });

  it('acknowledges no more on a faster link, without a jump', () => {
    fc.assert(
      fc.property(transfer, fc.integer({ min: 1, max: 1_000_000 }), (one, kbps) => {
        const [slower, faster] = [wireBytes({ ...one, kbps }), wireBytes({ ...one, kbps: kbps * 1.01 })];
        for (const way of ['down', 'up'] as const) {
          expect(faster[way]).toBeLessThanOrEqual(slower[way]);
          expect(faster[way]).toBeGreaterThan(0.979 * slower[way]);
        }
      }),
    );
  });

  it('acknowledges no more on a nearer link, without a jump, and no less than on an unlimited one', () => {
    fc.assert(
      fc.property(transfer, fc.double({ min: 0.001, max: 100, noNaN: true }), (one, waitMs) => {
        const [farther, nearer] = [wireBytes({ ...one, waitMs: waitMs * 1.01 }), wireBytes({ ...one, waitMs })];
        const unlimited = wireBytes({ ...one, waitMs, kbps: 1e9 });
        for (const way of ['down', 'up'] as const) {
          expect(nearer[way]).toBeLessThanOrEqual(farther[way]);
          expect(nearer[way]).toBeGreaterThan(0.95 * farther[way]);
          expect(nearer[way]).toBeGreaterThanOrEqual(unlimited[way]);
        }
      }),
    );
  });

  it('takes a link for near only below a phone’s shortest wait, and for nearest well below it', () => {
    const up = (rest: object) => wireBytes({ ...plain, bodyDown: 1_000_000, ...rest }).up;
    for (const waitMs of [20, 30, 1000]) expect(up({ waitMs })).toBe(up({}));
    for (const waitMs of [0.1, 5, 10]) expect(up({ waitMs })).toBe(up({ kbps: 1e9 }));
    expect(up({ waitMs: 14 })).toBeLessThan(0.7 * up({}));
    expect(up({ waitMs: 14 })).toBeGreaterThan(1.3 * up({ waitMs: 10 }));
  });

  it('costs part of a connection for a part of one', () => {
    const down = (full: number) =>
      wireBytes({ ...plain, blockDown: 50, blockUp: 50, opened: { full, resumed: 0 } }).down;
    expect(down(0.5) - down(0)).toBeCloseTo(down(1) - down(0.5));
  });

  it('costs half of a new connection for a resumed one', () => {
    const [fresh, resumed, reused] = (['new', 'resumed', 'reused'] as const).map(
      (connection) => wireBytes({ ...plain, connection }).down,
    );
    expect(resumed! - reused!).toBeLessThan((fresh! - reused!) / 2);
    expect(resumed! - reused!).toBeGreaterThan(500);
  });

  it('encodes headers as the protocol does', () => {
    const headersDown = [{ name: 'Content-Type', value: 'text/html; charset=utf-8' }];
    const of = (protocol: 'http/1.1' | 'h2') =>
      wireBytes({ headersDown, protocol, connection: 'new', blockUp: 9 }).down;
    const longer = [...headersDown, { name: 'X-Long', value: 'a'.repeat(1000) }];
    expect(wireBytes({ headersDown: longer, protocol: 'http/1.1' }).down).toBeGreaterThan(
      wireBytes({ headersDown, protocol: 'http/1.1' }).down + 1000,
    );
    // The Huffman code of 'a' has five bits.
    const coded = wireBytes({ headersDown: longer, connection: 'new', blockUp: 9 }).down - of('h2');
    expect(coded).toBeGreaterThan(600);
    expect(coded).toBeLessThan(800);
  });

  it('costs about 200 bytes each way for a DNS lookup', () => {
    const [known, asked] = [false, true].map((lookedUp) => wireBytes({ ...plain, lookedUp }));
    expect(asked!.up - known!.up).toBeGreaterThan(150);
    expect(asked!.down - known!.down).toBeLessThan(600);
  });
});
