import type { Transfer } from '../core/transfer.ts';

/** What a transfer costs beside its bodies, where its cost is given or comes later: nothing of this is used. */
export const CHANNEL_TRANSFER: Omit<Transfer, 'down' | 'up'> = {
  headDown: 0,
  headUp: 0,
  protocol: 'h2',
  secure: true,
  family: 4,
  connection: 'reused',
};
