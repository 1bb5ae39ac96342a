import { MINUTE_MS } from '../duration.ts';
import type { SiteRows } from '../ledger-rows.ts';
import { PRIVATE_SITE } from '../report.ts';

/** What a site costs this user, from their own numbers. */
export type SiteCost = {
  site: string;
  bytes: number;
  /** Bytes of a day, days without it included. */
  perDay: number;
  /** Bytes of a minute in use, by the quarter hours in which it was used; `null` where these are not known. */
  perMinute: number | null;
  /** Bytes that lean mode would have saved: films and sound for sure, pictures at most. */
  leanSaves: { least: number; most: number };
};

const QUARTER_MS = 15 * MINUTE_MS;

/** A quarter hour with less is a tab left open, not a site in use. Bytes. */
const IN_USE = 100_000;

/**
 * The heaviest sites of a stretch of time.
 *
 * @param rows the stretch's usage by site, host and kind
 * @param slots the same usage by time; those longer than a quarter hour tell of no minutes
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
  let bytes = 0;
  let minutes = 0;
  for (const { from, to, sites } of slots) {
    const cell = sites.get(site);
    if (cell === undefined || to - from > QUARTER_MS || cell.down + cell.up < IN_USE) continue;
    bytes += cell.down + cell.up;
    minutes += (to - from) / MINUTE_MS;
  }
  return minutes > 0 ? Math.round(bytes / minutes) : null;
}
