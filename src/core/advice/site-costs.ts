import type { SiteRows } from '../ledger-rows.ts';
import { PRIVATE_SITE } from '../report.ts';
import { addToMinute, usualMinute } from '../usual-minute.ts';

/** What a site costs this user, from their own numbers. */
export type SiteCost = {
  site: string;
  bytes: number;
  /** Bytes of a day, days without it included. */
  perDay: number;
  /** Bytes of a usual minute of its use; `null` where slots are too long to tell. */
  perMinute: number | null;
  /** Bytes that lean mode would have saved: films and sound for sure, pictures at most. */
  leanSaves: { least: number; most: number };
};

/**
 * The heaviest sites of a stretch of time.
 *
 * @param rows the stretch's usage by site, host and kind
 * @param slots the same usage by time, the last one no longer than until now
 * @param days the stretch's length
 * @param most how many sites
 */
export function siteCosts(
  rows: SiteRows,
  slots: readonly { from: number; to: number; sites: ReadonlyMap<string, { down: number; up: number }> }[],
  days: number,
  most: number,
): SiteCost[] {
  const sums = [...rows].map(([site, hosts]) => {
    const byKind = new Map<string, number>();
    for (const kinds of hosts.values())
      for (const [kind, { down, up }] of kinds) byKind.set(kind, (byKind.get(kind) ?? 0) + down + up);
    return { site, byKind, bytes: [...byKind.values()].reduce((a, b) => a + b, 0) };
  });
  return sums
    .filter(({ site, bytes }) => site !== '' && site !== PRIVATE_SITE && bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
    .map(({ site, byKind, bytes }) => {
      const media = byKind.get('media') ?? 0;
      return {
        site,
        bytes,
        perDay: Math.round(bytes / Math.max(1, days)),
        perMinute: perMinute(site, slots),
        leanSaves: { least: media, most: media + (byKind.get('image') ?? 0) },
      };
    });
}

function perMinute(
  site: string,
  slots: readonly { from: number; to: number; sites: ReadonlyMap<string, { down: number; up: number }> }[],
): number | null {
  const sum = { bytes: 0, weighed: 0 };
  for (const slot of slots) {
    const cell = slot.sites.get(site);
    if (cell) addToMinute(sum, slot, cell.down + cell.up);
  }
  return usualMinute(sum);
}
