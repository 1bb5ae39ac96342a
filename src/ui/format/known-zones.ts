import type { ZoneStretch } from '../../core/zone-stretch.ts';

const known = new Map<string, readonly ZoneStretch[]>();

/**
 * Remembers a zone's offsets as the background sent them. `Intl` knows the same offsets, but its first use loads the
 * locale and zone data: a popup that opens in a process of its own would wait for that.
 */
export function learnZone(timeZone: string, stretches: readonly ZoneStretch[]): void {
  known.set(timeZone, stretches);
}

/** A zone's offset at an instant (epoch ms); `undefined` where the background sent none. */
export function knownStretch(timeZone: string, instant: number): ZoneStretch | undefined {
  return known.get(timeZone)?.find(({ from, until }) => instant >= from && instant < until);
}
