import type { Size } from './body-size.ts';
import type { Cell } from './cell.ts';
import { openingBytes, wireBytesWith, type WireTransfer } from './wire.ts';

/** One request with its response, as far as it is known at this instant. Its head is kept as sizes, never as text. */
export type Transfer = Omit<WireTransfer, 'bodyDown' | 'bodyUp' | 'headersDown' | 'headersUp'> &
  Required<Pick<WireTransfer, 'headDown' | 'headUp' | 'protocol'>> & { down: Size; up: Size };

/**
 * How far the wire's own cost (what is not body) may be off, as a share of itself, for nine sites in ten. Its errors
 * are shared by all transfers of a site and of a run, so they add up instead of cancelling out over many small
 * parts: the certificate chain and key share of servers' handshakes, how this machine acknowledges, whether its browser
 * was busy and opened more connections meanwhile (Firefox: 114 and 141 for the same page). Found on the bench's build
 * sets, 20 sites in each browser; `npm run bench:accuracy` says how often it held. A guess's own spread is added
 * linearly, too: guesses of one browser share what they were learned from.
 */
const OVERHEAD_ERROR = 0.25;

/**
 * How many of a transfer's spare connections may be missing or too many, as a share: a browser that is busy, or a
 * server that answers at once, opens none of them, and then of the whole page's (`npm run bench:accuracy -- --set build
 * --site lamp-shop`: one connection or six for the same pictures).
 */
const SPARE_ERROR = 0.6;

/** What one more byte of a body costs in full packets: 52 bytes of headers to 1448 (TCP with timestamps, over IPv4). */
const PACKED = 1 + 52 / 1448;

/** The share of a body's cost that counts as measured. */
const measuredShare = ({ evidence, bytes, guessed = 0 }: Size) =>
  evidence === 'modelled' ? 0 : guessed > 0 ? 1 - guessed / bytes : 1;

/** The cost of one transfer, in whole bytes. */
export function cellOf(transfer: Transfer): Cell {
  const { down: bodyDown, up: bodyUp } = transfer;
  const wire = wireBytesWith(transfer, bodyDown.bytes, bodyUp.bytes);
  const down = Math.round(wire.down);
  const up = Math.round(wire.up);
  const spare = transfer.opened?.spare ?? 0;
  const overhead =
    OVERHEAD_ERROR * Math.max(0, down + up - bodyDown.bytes - bodyUp.bytes) +
    (spare > 0 ? SPARE_ERROR * spare * openingBytes(transfer) : 0);
  const less = bodyDown.bytes - bodyDown.low + bodyUp.bytes - bodyUp.low;
  const more = bodyDown.high - bodyDown.bytes + bodyUp.high - bodyUp.bytes;
  const known = Math.round(measuredShare(bodyDown) * down + measuredShare(bodyUp) * up);
  return {
    down,
    up,
    low: Math.max(0, Math.round(down + up - overhead - PACKED * less)),
    high: Math.round(down + up + overhead + PACKED * more),
    measured: known,
    requests: 1,
  };
}
