import type { Pace } from '../core/pace.ts';

/** The badge's grounds: white words on all of them at 4.5:1. The same as `--badge-*` in the interface's tokens. */
export const BADGE_COLOURS: Readonly<Record<Pace, string>> = {
  spare: '#0b6a86',
  even: '#0b6a86',
  short: '#9a5800',
  out: '#bd2a1e',
  idle: '#56625e',
};
