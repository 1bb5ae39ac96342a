import type { ZoneStretch } from '../../core/zone-stretch.ts';

const known = new Map<string, readonly ZoneStretch[]>();

/**
 * Remembers a zone's clock as the background has told it. `Intl` would tell the same, but first finds out what locales
 * and zones there are: a popup that is opened in a process of its own would wait for that.
 */
export function learnZone(timeZone: string, stretches: readonly ZoneStretch[]): void {
  known.set(timeZone, stretches);
}

/** What is known of a zone at an instant (epoch ms). */
export function knownStretch(timeZone: string, instant: number): ZoneStretch | undefined {
  return known.get(timeZone)?.find(({ from, until }) => instant >= from && instant < until);
}
