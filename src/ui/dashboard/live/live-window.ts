import type { Flow } from '../../../core/flow.ts';

/** Traffic of the last minute. */
export type LiveView = {
  /** Bytes of the minute. */
  bytes: number;
  /** The sites of the minute, heaviest first, with their hosts. */
  sites: { site: string; bytes: number; hosts: { host: string; bytes: number }[] }[];
  /** Oldest first: each second's bytes by index in `sites`; bytes from before this page watched are under −1. */
  seconds: { place: number; bytes: number }[][];
};

export type LiveWindow = {
  add(flow: Flow): void;
  /**
   * Bytes of each second of the minute up to `at` (epoch ms), oldest first. Only the seconds before watching began
   * count.
   */
  seed(perSecond: readonly number[], at: number): void;
  /** @param now epoch ms */
  view(now: number): LiveView;
};

type Row = { site: string; host: string; bytes: number };

const SECONDS = 60;

/**
 * Keeps one minute of flows, second by second. A correction may be negative; it belongs to the second of its transfer.
 *
 * @param since epoch ms from which on all flows are passed to `add`
 */
export function createLiveWindow(since: number): LiveWindow {
  const first = Math.floor(since / 1000);
  const bySecond = new Map<number, Map<string, Row>>();
  const before = new Map<number, number>();
  return {
    add: ({ at, site, host, cell }) => {
      const second = Math.floor(at / 1000);
      let rows = bySecond.get(second);
      if (!rows) bySecond.set(second, (rows = new Map<string, Row>()));
      const key = `${site}\n${host}`;
      const row = rows.get(key) ?? { site, host, bytes: 0 };
      rows.set(key, { ...row, bytes: row.bytes + cell.down + cell.up });
    },
    seed: (perSecond, at) => {
      const last = Math.floor(at / 1000);
      for (const [i, bytes] of perSecond.entries()) {
        const second = last - perSecond.length + i;
        if (second < first) before.set(second, bytes);
      }
    },
    view: (now) => {
      const last = Math.floor(now / 1000);
      for (const map of [bySecond, before]) for (const key of map.keys()) if (key <= last - SECONDS) map.delete(key);
      const sites = new Map<string, { site: string; bytes: number; hosts: Map<string, number> }>();
      for (const rows of bySecond.values()) {
        for (const { site, host, bytes } of rows.values()) {
          const entry = sites.get(site) ?? { site, bytes: 0, hosts: new Map<string, number>() };
          sites.set(site, entry);
          entry.bytes += bytes;
          entry.hosts.set(host, (entry.hosts.get(host) ?? 0) + bytes);
        }
      }
      const sorted = [...sites.values()].sort((a, b) => b.bytes - a.bytes || (a.site < b.site ? -1 : 1));
      const place = new Map(sorted.map(({ site }, i) => [site, i]));
      const seconds = Array.from({ length: SECONDS }, (_, i) => {
        const second = last - SECONDS + 1 + i;
        const bySite = new Map<number, number>();
        for (const { site, bytes } of bySecond.get(second)?.values() ?? [])
          bySite.set(place.get(site)!, (bySite.get(place.get(site)!) ?? 0) + bytes);
        const earlier = before.get(second);
        if (earlier) bySite.set(-1, earlier);
        return [...bySite].map(([at, bytes]) => ({ place: at, bytes: Math.max(0, bytes) })).sort(byPlace);
      });
      return {
        bytes: seconds.flat().reduce((sum, { bytes }) => sum + bytes, 0),
        seconds,
        sites: sorted
          .filter(({ bytes }) => bytes > 0)
          .map(({ site, bytes, hosts }) => ({
            site,
            bytes,
            hosts: [...hosts].map(([host, part]) => ({ host, bytes: part })).sort((a, b) => b.bytes - a.bytes),
          })),
      };
    },
  };
}

/** Heaviest site first; bytes without a site (−1) last. */
const byPlace = (a: { place: number }, b: { place: number }) =>
  a.place < 0 ? 1 : b.place < 0 ? -1 : a.place - b.place;
