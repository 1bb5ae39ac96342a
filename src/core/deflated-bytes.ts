import type { ChannelTotals } from './channel-cell.ts';

/** What deflate leaves of messages, with the bounds of a 90 % interval. */
type Left = { low: number; mean: number; high: number };

/**
 * Texts after others like them: permessage-deflate keeps a window of 32 KiB, with keys and names in it (RFC 7692
 * §7.1.1).
 */
const TEXT_AMONG_OTHERS: Left = { low: 0.15, mean: 0.31, high: 0.6 };

/**
 * A text deflated by itself, of `n` bytes: of JSON of 100 bytes to 240 KB 0.28 + 7/√n was left, within a tenth, in
 * messages of a chat and in records with prose; code and numbers shrink more, short identifiers less.
 */
function textAlone(n: number): Left {
  const mean = Math.min(0.95, 0.28 + 7 / Math.sqrt(Math.max(1, n)));
  return { low: 0.5 * mean, mean, high: Math.min(1, 1.6 * mean) };
}

/** Pictures, sound and what is encrypted do not shrink, which most binary messages are. */
const BINARY: Left = { low: 0.5, mean: 0.98, high: 1.01 };

/** What deflate makes of a channel's payload, one way. */
export function deflatedBytes({ alone, ...totals }: ChannelTotals, way: 'down' | 'up'): Left {
  const bytes = totals[way];
  const text = Math.min(bytes, totals[way === 'down' ? 'textDown' : 'textUp']);
  const messages = totals[way === 'down' ? 'messagesDown' : 'messagesUp'];
  const left = alone ? textAlone(bytes / Math.max(1, messages)) : TEXT_AMONG_OTHERS;
  const at = (end: keyof Left) => text * left[end] + (bytes - text) * BINARY[end];
  return { low: at('low'), mean: at('mean'), high: at('high') };
}
