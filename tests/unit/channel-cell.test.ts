import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelCell, type ChannelTotals } from '../../src/core/channel-cell.ts';

const totals = (rest: Partial<ChannelTotals> = {}): ChannelTotals => ({
  kind: 'websocket',
  down: 0,
  up: 0,
  messagesDown: 0,
  messagesUp: 0,
  compressed: false,
  alone: false,
  textDown: 0,
  textUp: 0,
  filledIn: 0,
  ...rest,
});

/** A message has at least one byte. */
const oneWay = fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 30 });
const sum = (messages: readonly number[]) => messages.reduce((all, bytes) => all + bytes, 0);
const totalsArbitrary = fc
  .record({
    kind: fc.constantFrom('websocket' as const, 'webrtc' as const, 'webtransport' as const),
    compressed: fc.boolean(),
    down: oneWay,
    up: oneWay,
  })
  .map(({ down, up, ...rest }) =>
    totals({ ...rest, down: sum(down), up: sum(up), messagesDown: down.length, messagesUp: up.length }),
  );

describe('channelCell', () => {
  it.each(['websocket', 'webrtc', 'webtransport'] as const)('costs nothing before anything was sent: %s', (kind) => {
    expect(channelCell(totals({ kind }))).toEqual({ down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 });
  });

  it('adds frame, record and packet to a small message, and part of an acknowledgement', () => {
    const { down, up } = channelCell(totals({ down: 100, messagesDown: 1 }));
    expect(down).toBe(100 + 2 + 22 + 52);
    expect(up).toBeGreaterThan(0);
    expect(up).toBeLessThanOrEqual(52);
    expect(channelCell(totals({ up: 100, messagesUp: 1 })).up).toBe(100 + 2 + 4 + 22 + 52);
  });

  it('costs little more than the payload in long messages', () => {
    const { down } = channelCell(totals({ down: 10_000_000, messagesDown: 10 }));
    expect(down).toBeGreaterThan(10_000_000);
    expect(down).toBeLessThan(10_500_000);
  });

  it('adds IP and UDP to each packet of a peer connection', () => {
    const call = { kind: 'webrtc' as const, down: 1_000_000, messagesDown: 1000, up: 10, messagesUp: 1 };
    expect(channelCell(totals(call))).toMatchObject({ down: 1_028_000, up: 38 });
  });

  it('has a wider interval for a peer connection’s last moments, which were extrapolated', () => {
    const call = { kind: 'webrtc' as const, down: 1_000_000, messagesDown: 1000, up: 10, messagesUp: 1 };
    const told = channelCell(totals(call));
    const filledIn = 100_000;
    expect(channelCell(totals({ ...call, filledIn }))).toEqual({
      ...told,
      low: told.low - filledIn / 2,
      high: told.high + filledIn,
      measured: told.measured - filledIn,
    });
    expect(channelCell(totals({ kind: 'webrtc', down: 10, messagesDown: 1, filledIn })).measured).toBe(28);
  });

  it('is in whole bytes and bounded, counts no request, and is measured unless deflated', () => {
    fc.assert(
      fc.property(totalsArbitrary, (all) => {
        const { down, up, low, high, measured, requests } = channelCell(all);
        for (const value of [down, up, low, high, measured]) expect(Number.isInteger(value) && value >= 0).toBe(true);
        expect(low <= down + up && down + up <= high).toBe(true);
        expect(requests).toBe(0);
        expect(measured).toBe(all.kind === 'websocket' && all.compressed ? 0 : down + up);
        if (!(all.kind === 'websocket' && all.compressed)) {
          expect(down).toBeGreaterThanOrEqual(all.down);
          expect(up).toBeGreaterThanOrEqual(all.up);
        }
      }),
    );
  });

  it('never shrinks while the channel carries more', () => {
    fc.assert(
      fc.property(totalsArbitrary, oneWay, oneWay, (before, down, up) => {
        const [one, other] = [
          channelCell(before),
          channelCell({
            ...before,
            down: before.down + sum(down),
            up: before.up + sum(up),
            messagesDown: before.messagesDown + down.length,
            messagesUp: before.messagesUp + up.length,
          }),
        ];
        // The size of a frame head is that of the mean message, so it may shrink with the mean.
        const slack = before.kind === 'websocket' ? 8 * (before.messagesDown + before.messagesUp) : 0;
        expect(other.down).toBeGreaterThanOrEqual(one.down - slack);
        expect(other.up).toBeGreaterThanOrEqual(one.up - slack);
      }),
    );
  });
});
