import type { Cell } from '../../../src/core/cell.ts';
import { FOLD_AFTER_MS } from '../../../src/core/fold-key.ts';
import { SLOT_MS } from '../../../src/core/slot.ts';
import { createRandom } from '../../seed/story.ts';

/** One slot of the history with all its rows. Instants are epoch ms. */
export type HeavySlot = {
  from: number;
  to: number;
  rows: { site: string; host: string; kind: string; cell: Cell }[];
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The plan's zone, which decides where days begin: Hong Kong, which has no daylight saving time. */
const OFFSET_MS = 8 * HOUR_MS;

const SITES = 300;
const SITES_A_DAY = 100;
const KINDS = ['document', 'script', 'image', 'fetch', 'style', 'font', 'media', 'websocket'];
/** Hosts that many sites load from. */
const SHARED_HOSTS = 80;

type Site = { name: string; weight: number; quarters: number; hosts: { name: string; kinds: string[] }[] };

/**
 * Three hundred sites, a few of them used all day and most of them now and then. A site has one to thirty hosts, five
 * on average, half of them shared with other sites; a host serves one to three kinds.
 */
function makeSites(random: () => number): Site[] {
  return Array.from({ length: SITES }, (_, n) => {
    const count = Math.min(30, Math.max(1, Math.round(4 * Math.exp(0.8 * (random() + random() + random() - 1.5) * 2))));
    const hosts = Array.from({ length: count }, (_, i) => ({
      name: i < count / 2 ? `h${i}.site-${n}.example` : `cdn${Math.floor(random() * SHARED_HOSTS)}.shared.example`,
      kinds: Array.from({ length: 1 + Math.floor(random() * random() * 3) }, () => pick(KINDS, random)),
    }));
    return {
      name: `site-${n}.example`,
      weight: (n + 3) ** -0.8,
      quarters: Math.max(1, Math.round(14 / (1 + n / 6))),
      hosts,
    };
  });
}

/**
 * Heavy use during `days` days up to `now`, oldest first, as the ledger stores it: quarters of an hour for the last
 * weeks, hours before that, then days. The same every time.
 */
export function* heavyUse(days: number, now: number): Generator<HeavySlot> {
  const random = createRandom(300);
  const sites = makeSites(random);
  const today = Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  for (let day = today - (days - 1) * DAY_MS; day <= today; day += DAY_MS) yield* slotsOfDay(day, now, sites, random);
}

function* slotsOfDay(day: number, now: number, sites: readonly Site[], random: () => number): Generator<HeavySlot> {
  const age = now - (day + DAY_MS);
  const length = age > FOLD_AFTER_MS.days ? DAY_MS : age > FOLD_AFTER_MS.hours ? HOUR_MS : SLOT_MS;
  const slots = new Map<number, Map<string, HeavySlot['rows'][number]>>();
  for (const site of drawSites(sites, random)) {
    for (let visit = 0; visit < site.quarters; visit++) {
      // Awake from 7:00 to 1:00: 72 quarters of an hour.
      const quarter = day + 7 * HOUR_MS + Math.floor(random() * 68) * SLOT_MS;
      if (quarter + SLOT_MS > now) continue;
      const from = day + Math.floor((quarter - day) / length) * length;
      let rows = slots.get(from);
      if (!rows) slots.set(from, (rows = new Map<string, HeavySlot['rows'][number]>()));
      for (const host of site.hosts) {
        if (random() < 0.4) continue;
        for (const kind of host.kinds) add(rows, site.name, host.name, kind, random);
      }
    }
  }
  for (const [from, rows] of [...slots].sort(([a], [b]) => a - b))
    yield { from, to: from + length, rows: [...rows.values()] };
}

function add(
  rows: Map<string, HeavySlot['rows'][number]>,
  site: string,
  host: string,
  kind: string,
  random: () => number,
): void {
  const bytes = Math.round(Math.exp(8 + 6 * random()));
  const up = Math.round(bytes * 0.06);
  // Four of five are measured, and uncertain only by wire overhead; a guess's interval reaches further up than down.
  const isMeasured = random() < 0.8;
  const off = Math.round(bytes * (isMeasured ? 0.02 : 0.4) * random());
  const found = rows.get(`${site} ${host} ${kind}`);
  const before = found?.cell ?? { down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 };
  const cell = {
    down: before.down + bytes,
    up: before.up + up,
    low: before.low + bytes + up - off,
    high: before.high + bytes + up + (isMeasured ? off : 2 * off),
    measured: before.measured + (isMeasured ? bytes + up : 0),
    requests: before.requests + 1 + Math.floor(random() * 4),
  };
  rows.set(`${site} ${host} ${kind}`, { site, host, kind, cell });
}

/** A day's sites, drawn at random without replacement. */
function drawSites(sites: readonly Site[], random: () => number): Site[] {
  return sites
    .map((site) => ({ site, at: -Math.log(1 - random()) / site.weight }))
    .sort((a, b) => a.at - b.at)
    .slice(0, SITES_A_DAY)
    .map(({ site }) => site);
}

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;
