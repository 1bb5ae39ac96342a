import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counter } from '../../src/page/tap/counter.ts';
import { peerPackets } from '../../src/page/tap/isolated/peer-packets.ts';
import { addStats } from '../../src/page/tap/isolated/peer-stats.ts';

const counterOf = (): Counter => ({
  ...{ __proto__: null, id: 1, kind: 'webrtc', url: '', down: 0, up: 0, downs: 0, ups: 0, downText: 0, upText: 0 },
});
const counted = (...stats: readonly ({ type: string } & Record<string, number | string>)[]) => {
  const counter = counterOf();
  addStats(counter, { values: () => stats.values() });
  return counter;
};

/** Firefox 153's statistics of a call of nine seconds with a file each way. */
const FIREFOX = [
  { type: 'candidate-pair', bytesReceived: 370_261, bytesSent: 294_397 },
  { type: 'candidate-pair', bytesReceived: 0, bytesSent: 0 },
  { type: 'inbound-rtp', packetsReceived: 433, bytesReceived: 53_335, headerBytesReceived: 10_392 },
  { type: 'inbound-rtp', packetsReceived: 204, bytesReceived: 150_561, headerBytesReceived: 4948 },
  { type: 'outbound-rtp', packetsSent: 434, bytesSent: 34_973, headerBytesSent: 10_416 },
  { type: 'outbound-rtp', packetsSent: 153, bytesSent: 98_437, headerBytesSent: 8938 },
  { type: 'data-channel', bytesReceived: 112_044, bytesSent: 112_044, messagesReceived: 8, messagesSent: 8 },
  { type: 'transport' },
];

describe('addStats', () => {
  it('calculates the packets that Firefox leaves out: 997 were received and 950 sent', () => {
    const { down, up, downs, ups } = counted(...FIREFOX);
    expect({ down, up }).toEqual({ down: 370_261, up: 294_397 });
    expect(Math.abs(downs / 997 - 1)).toBeLessThan(0.1);
    expect(Math.abs(ups / 950 - 1)).toBeLessThan(0.1);
    expect(Math.abs((downs + ups) / (997 + 950) - 1)).toBeLessThan(0.02);
  });

  it('uses the packets that Chromium reports', () => {
    const transport = { type: 'transport', bytesReceived: 9000, bytesSent: 800, packetsReceived: 70, packetsSent: 60 };
    const media = { type: 'inbound-rtp', packetsReceived: 8, bytesReceived: 7000, headerBytesReceived: 100 };
    expect(counted(transport, media)).toMatchObject({ down: 9000, up: 800, downs: 70, ups: 60 });
  });

  it('sums media and data where there are no totals, and never shrinks', () => {
    const media = { type: 'inbound-rtp', packetsReceived: 8, bytesReceived: 7000, headerBytesReceived: 100 };
    const data = { type: 'data-channel', bytesReceived: 500, messagesReceived: 2 };
    expect(counted(media, data)).toMatchObject({ down: 7600, downs: 10 });
    const counter = { ...counterOf(), down: 10_000, downs: 99 };
    addStats(counter, { values: () => [media].values() });
    expect(counter).toMatchObject({ down: 10_000, downs: 99 });
  });
});

describe('peerPackets', () => {
  const part = fc.nat(1_000_000);

  it('are at least those of media and messages, whole, and grow with the bytes', () => {
    fc.assert(
      fc.property(part, part, part, part, fc.nat(1000), (whole, more, media, data, messages) => {
        const parts = { media, mediaPackets: Math.ceil(media / 1000), data, messages };
        const packets = peerPackets(whole, parts);
        expect(Number.isInteger(packets)).toBe(true);
        expect(packets).toBeGreaterThanOrEqual(parts.mediaPackets + messages);
        expect(peerPackets(whole + more, parts)).toBeGreaterThanOrEqual(packets);
      }),
    );
  });

  it('splits long messages as SCTP does', () => {
    expect(peerPackets(0, { media: 0, mediaPackets: 0, data: 16_000, messages: 1 })).toBe(14);
  });
});
