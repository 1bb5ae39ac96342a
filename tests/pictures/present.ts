import type { Simulation } from './simulate.ts';

/** Relative traffic of a minute of browsing, in two-second steps. */
const TRAFFIC = [2, 3, 3, 9, 11, 6, 4, 3, 2, 2, 5, 12, 13, 8, 6, 5, 4, 3, 3, 7, 10, 6, 4, 5, 8, 12, 11, 9, 8, 8];

/** The traffic while the pictures are taken. */
export const PRESENT: Simulation = {
  tab: { site: 'github.com', bytes: 12.4e6 },
  perSecond: TRAFFIC.flatMap((height) => [height * 29_000, height * 30_500]),
  flows: [
    { site: 'youtube.com', host: 'rr4.googlevideo.com', share: 0.75 },
    { site: 'instagram.com', host: 'scontent.cdninstagram.com', share: 0.19 },
    { site: 'github.com', host: 'github.com', share: 0.06 },
  ],
};

/** The browser's time zone is the plan's. */
export const HERE = { TZ: 'Asia/Hong_Kong' };
