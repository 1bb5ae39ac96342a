import type { Pace } from '../core/pace.ts';

/**
 * The badge's background colours: white text has a contrast of 4.5:1 on each. The same as `--badge-*` in the
 * interface's tokens.
 */
export const BADGE_COLOURS: Readonly<Record<Pace, string>> = {
  spare: '#0b6a86',
  even: '#0b6a86',
  short: '#9a5800',
  out: '#bd2a1e',
  idle: '#56625e',
};
