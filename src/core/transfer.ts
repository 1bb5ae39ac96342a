import type { Evidence, Size } from './body-size.ts';
import type { Cell } from './cell.ts';
import { wireBytesWith, type WireTransfer } from './wire.ts';

/** One request with its response, as far as it is known at this instant. Its head is kept as sizes, never as text. */
export type Transfer = Omit<WireTransfer, 'bodyDown' | 'bodyUp' | 'headersDown' | 'headersUp'> &
  Required<Pick<WireTransfer, 'headDown' | 'headUp' | 'protocol'>> & { down: Size; up: Size };

/**
 * How far the wire's own cost (what is not body) may be off, as a share of itself: heads and connections are
 * inferred.
 */
const OVERHEAD_ERROR = 0.15;

const isMeasured = (evidence: Evidence) => evidence !== 'modelled';

/** The cost of one transfer, in whole bytes. */
export function cellOf(transfer: Transfer): Cell {
  const { down: bodyDown, up: bodyUp } = transfer;
  const wire = wireBytesWith(transfer, bodyDown.bytes, bodyUp.bytes);
  const down = Math.round(wire.down);
  const up = Math.round(wire.up);
  const overhead = OVERHEAD_ERROR * Math.max(0, down + up - bodyDown.bytes - bodyUp.bytes);
  const known = (isMeasured(bodyDown.evidence) ? down : 0) + (isMeasured(bodyUp.evidence) ? up : 0);
  return {
    down,
    up,
    low: Math.max(0, Math.round(down + up - overhead - (bodyDown.bytes - bodyDown.low) - (bodyUp.bytes - bodyUp.low))),
    high: Math.round(down + up + overhead + (bodyDown.high - bodyDown.bytes) + (bodyUp.high - bodyUp.bytes)),
    measured: known,
    requests: 1,
  };
}
