import type { Transfer } from '../core/transfer.ts';

/**
 * A transfer's fields besides its bodies, where its cost is passed separately or later: none of these values is used.
 */
export const CHANNEL_TRANSFER: Omit<Transfer, 'down' | 'up'> = {
  headDown: 0,
  headUp: 0,
  protocol: 'h2',
  secure: true,
  family: 4,
  connection: 'reused',
};
