import type { Cell } from './cell.ts';

/**
 * What was just posted, or corrected: then the parts of `cell` and `body` are what the correction adds and may be
 * negative. `body` is payload as encoded, without the wire's own cost.
 */
export type Flow = {
  /** Epoch ms of the transfer's end. */
  at: number;
  site: string;
  host: string;
  kind: string;
  cell: Cell;
  body: { down: number; up: number };
};
