import { zoneLabel } from './zone-label.ts';
import type { ZoneStretch } from './zone-stretch.ts';
import { zoneTime } from './zone-time.ts';

/**
 * A zone's clock over a stretch of time (epoch ms), for code that cannot ask `Intl`. One entry for each stretch without
 * a change.
 *
 * @throws RangeError where the zone is unknown
 */
export function zoneStretches(timeZone: string, from: number, until: number): ZoneStretch[] {
  const zone = zoneTime(timeZone);
  const stretches: ZoneStretch[] = [];
  for (let at = from; at < until;) {
    const { endMs, offsetMs } = zone.stretchAt(at);
    const end = Math.min(until, endMs);
    stretches.push({ from: at, until: end, offset: offsetMs, label: zoneLabel(timeZone, at) });
    at = end;
  }
  return stretches;
}
