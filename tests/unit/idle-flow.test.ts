import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idleFlow } from '../../src/core/idle-flow.ts';

const positive = fc.integer({ min: 1, max: 1e8 });
const flow = fc.record({ bytes: positive, readMs: positive, idleMs: fc.nat(1e8) });

it('what came before and after the player had enough adds up to what was counted', () => {
  fc.assert(
    fc.property(flow, (of) => {
      const { pace, readOn } = idleFlow(of);
      expect(pace * of.readMs + readOn).toBeCloseTo(of.bytes, 3);
      expect(readOn).toBeGreaterThanOrEqual(0);
      expect(readOn).toBeLessThanOrEqual(of.bytes);
    }),
  );
});

it('more was never counted after the player had enough than the link brought since then', () => {
  fc.assert(
    fc.property(flow, (of) => {
      const { pace, readOn } = idleFlow(of);
      fc.pre(pace > 0);
      expect(readOn).toBeLessThanOrEqual(pace * of.idleMs * (1 + 1e-9) + 10 * pace);
    }),
  );
});

it('a film that was never idle came at one pace', () => {
  expect(idleFlow({ bytes: 1_000_000, readMs: 500, idleMs: 0 })).toEqual({ pace: 2000, readOn: 0 });
});

it('is the link’s own pace at 12 Mbit/s, of which 1445 bytes a ms are body', () => {
  const { pace, readOn } = idleFlow({ bytes: 6_619_535, readMs: 4101, idleMs: 3259 });
  expect(pace / 1445).toBeGreaterThan(0.97);
  expect(pace / 1445).toBeLessThan(1.03);
  expect(readOn).toBeLessThan(850_000);
});
