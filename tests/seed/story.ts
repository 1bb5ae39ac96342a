import type { Plan } from '../../src/core/contract.ts';
import type { AlertRecord, ReadingRecord } from '../../src/storage/schema.ts';

/** How a site is used: what it loads, from where, and how much of that is measured. */
export type SiteHabit = {
  site: string;
  /** Each host's share of the site's bytes and what it serves, `[kind, share]`. */
  hosts: { host: string; share: number; kinds: [string, number][] }[];
  /** The share of the bytes that was measured, 0 to 1; the rest is modelled, ± a third. */
  measured: number;
  /** In how many quarters of an hour of a day it is used. */
  quarters: number;
};

/** A history to plant in a browser, as plain values, so that it can be passed to a page. */
export type Story = {
  now: number;
  plans: (Plan & { addedAt: number })[];
  active: string | null;
  countingSince: number;
  habits: SiteHabit[];
  /** Each day's ledger owner, start (epoch ms), weight of each hour, and bytes by index in `habits`. */
  days: { owner: string; start: number; hours: number[]; bytes: [number, number][] }[];
  readings?: ReadingRecord[];
  alerts?: AlertRecord[];
};

const MB = 1e6;
const media = (site: string, hosts: [string, number, [string, number][]][], measured: number, quarters: number) => ({
  site,
  hosts: hosts.map(([host, share, kinds]) => ({ host, share, kinds })),
  measured,
  quarters,
});

/** The sites of the design drawings, with hosts and kinds that such sites have. */
export const HABITS: SiteHabit[] = [
  media(
    'youtube.com',
    [
      ['rr4.googlevideo.com', 0.9, [['fetch', 1]]],
      ['i.ytimg.com', 0.05, [['image', 1]]],
      [
        'www.youtube.com',
        0.04,
        [
          ['script', 0.6],
          ['document', 0.1],
          ['fetch', 0.3],
        ],
      ],
      ['fonts.gstatic.com', 0.01, [['font', 1]]],
    ],
    0.98,
    7,
  ),
  media(
    'instagram.com',
    [
      [
        'scontent.cdninstagram.com',
        0.72,
        [
          ['image', 0.55],
          ['media', 0.45],
        ],
      ],
      [
        'static.cdninstagram.com',
        0.2,
        [
          ['script', 0.9],
          ['style', 0.1],
        ],
      ],
      [
        'www.instagram.com',
        0.08,
        [
          ['fetch', 0.8],
          ['document', 0.2],
        ],
      ],
    ],
    0.91,
    6,
  ),
  media(
    'bilibili.com',
    [
      ['upos-hz.bilivideo.com', 0.82, [['fetch', 1]]],
      ['i0.hdslb.com', 0.13, [['image', 1]]],
      [
        'api.bilibili.com',
        0.05,
        [
          ['fetch', 0.7],
          ['websocket', 0.3],
        ],
      ],
    ],
    0.99,
    4,
  ),
  media(
    'google.com',
    [
      [
        'www.google.com',
        0.59,
        [
          ['document', 0.3],
          ['fetch', 0.4],
          ['script', 0.3],
        ],
      ],
      ['maps.gstatic.com', 0.28, [['image', 1]]],
      ['lh3.googleusercontent.com', 0.13, [['image', 1]]],
    ],
    0.94,
    9,
  ),
  media(
    'notion.so',
    [
      ['file.notion.so', 0.56, [['image', 1]]],
      [
        'www.notion.so',
        0.34,
        [
          ['script', 0.8],
          ['fetch', 0.2],
        ],
      ],
      ['msgstore.notion.so', 0.1, [['websocket', 1]]],
    ],
    0.97,
    8,
  ),
  media('openstreetmap.org', [['tile.openstreetmap.org', 1, [['image', 1]]]], 0.99, 3),
  media(
    'scmp.com',
    [
      ['cdn.i-scmp.com', 0.8, [['image', 1]]],
      [
        'www.scmp.com',
        0.2,
        [
          ['document', 0.4],
          ['script', 0.6],
        ],
      ],
    ],
    0.95,
    3,
  ),
  media(
    'github.com',
    [
      [
        'github.com',
        0.7,
        [
          ['document', 0.6],
          ['fetch', 0.4],
        ],
      ],
      ['github.githubassets.com', 0.3, [['script', 1]]],
    ],
    0.96,
    5,
  ),
  media(
    'wikipedia.org',
    [
      ['upload.wikimedia.org', 0.7, [['image', 1]]],
      ['en.wikipedia.org', 0.3, [['document', 1]]],
    ],
    0.99,
    3,
  ),
  media('', [['clients.google.test', 1, [['other', 1]]]], 0.82, 6),
  ...Array.from({ length: 23 }, (_, i) =>
    media(
      `site-${String(i + 1).padStart(2, '0')}.example`,
      [
        [
          `www.site-${i + 1}.example`,
          1,
          [
            ['document', 0.3],
            ['image', 0.7],
          ],
        ],
      ],
      0.88,
      1,
    ),
  ),
];

/** MB of four days by site, as in the design drawings: Thursday to Sunday. */
export const DRAWN_DAYS_MB: number[][] = [
  [620, 340, 280, 210, 100, 90, 70, 30, 30, 30],
  [380, 220, 140, 170, 120, 60, 40, 40, 20, 20],
  [950, 330, 310, 160, 90, 60, 80, 30, 20, 30],
  [360, 230, 130, 100, 100, 50, 30, 30, 20, 20],
];

/** MB of each small site on each of these days. */
export const SMALL_MB = [3.4, 2.2, 3.2, 1.8];

export const WAKING = [
  0.2, 0.1, 0, 0, 0, 0, 0.2, 0.8, 1.6, 1.4, 1, 1, 1.5, 1.4, 1, 0.8, 0.8, 1, 1.6, 2, 2.2, 2.6, 2.6, 1.4,
];

/** Bytes by habit of a day of the design drawings. */
export function drawnDay(index: number): [number, number][] {
  const drawn = DRAWN_DAYS_MB[index % 4]!;
  return HABITS.map((_, i) => [i, (drawn[i] ?? SMALL_MB[index % 4]!) * MB]);
}

/** A generator of random numbers from 0 to 1, the same sequence for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
