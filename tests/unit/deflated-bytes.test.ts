import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ChannelTotals } from '../../src/core/channel-cell.ts';
import { deflatedBytes } from '../../src/core/deflated-bytes.ts';

const prose = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const messageOf = (i: number, length: number) =>
  JSON.stringify({
    id: (Math.imul(i, 2654435761) >>> 0).toString(36),
    at: 1_700_000_000_000 + i * 7919,
    from: `user${(i * 37) % 100}`,
    text: prose.slice((i * 731) % 9000, ((i * 731) % 9000) + length),
  });
const messagesOf = (length: number) => Array.from({ length: 60 }, (_, i) => messageOf(i, length));

const totalsOf = (messages: readonly string[], rest: Partial<ChannelTotals>): ChannelTotals => {
  const down = messages.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    ...{ kind: 'websocket', down, up: 0, messagesDown: messages.length, messagesUp: 0, textUp: 0 },
    ...{ compressed: true, alone: false, textDown: down, filledIn: 0, ...rest },
  };
};

/** As permessage-deflate sends it: flushed after each message, without the flush's own four bytes. */
async function deflatedTogether(messages: readonly string[]): Promise<number> {
  const deflate = createDeflateRaw();
  let bytes = 0;
  deflate.on('data', (part: Buffer) => (bytes += part.length));
  for (const text of messages) {
    deflate.write(text);
    await new Promise<void>((done) => deflate.flush(constants.Z_SYNC_FLUSH, done));
    bytes -= 4;
  }
  return bytes;
}

describe('deflatedBytes', () => {
  it.each([30, 150, 400])(
    'contains the size of texts of %i characters as deflated, in one context and separately',
    async (length) => {
      const messages = messagesOf(length);
      const together = await deflatedTogether(messages);
      const alone = messages.reduce((sum, text) => sum + deflateRawSync(text).length, 0);
      for (const [is, of] of [
        [together, totalsOf(messages, {})],
        [alone, totalsOf(messages, { alone: true })],
      ] as const) {
        const { low, mean, high } = deflatedBytes(of, 'down');
        expect(low).toBeLessThanOrEqual(is);
        expect(high).toBeGreaterThanOrEqual(is);
        expect(low <= mean && mean <= high).toBe(true);
      }
    },
  );

  it('leaves binary data nearly as it is', () => {
    const { mean, high } = deflatedBytes(totalsOf(['x'.repeat(100_000)], { textDown: 0 }), 'down');
    expect(mean).toBeGreaterThan(90_000);
    expect(high).toBeGreaterThanOrEqual(100_000);
  });

  it('does not believe a page that claims more text than it sent', () => {
    const honest = totalsOf(['x'.repeat(1000)], {});
    expect(deflatedBytes({ ...honest, textDown: 1e9 }, 'down')).toEqual(deflatedBytes(honest, 'down'));
  });
});
