import { createCachedParts } from '../../../src/background/cached-parts.ts';
import { createConnections } from '../../../src/background/connections.ts';
import type { KeptCopyPlace } from '../../../src/background/kept-copies.ts';
import { createMediaViews } from '../../../src/background/media-views.ts';
import { createMeter } from '../../../src/background/meter.ts';
import { createOpenPostings } from '../../../src/background/open-postings.ts';
import { createOwners } from '../../../src/background/owner.ts';
import { createPostings } from '../../../src/background/postings.ts';
import { createSettling } from '../../../src/background/settling.ts';
import { createTabSites } from '../../../src/background/tab-sites.ts';
import { createTapListener } from '../../../src/background/tap-news.ts';
import { createThroughput } from '../../../src/background/throughput.ts';
import { createUnderWays } from '../../../src/background/under-way.ts';
import { createUnseenChannels } from '../../../src/background/unseen-channels.ts';
import { createUploads } from '../../../src/background/uploads.ts';
import { addCells, EMPTY_CELL, type Cell } from '../../../src/core/cell.ts';
import type { Flow } from '../../../src/core/flow.ts';
import { addToRows, eachRow, siteCell, type SiteRows } from '../../../src/core/ledger-rows.ts';
import type { KeptAsk } from '../../../src/core/kept-copy.ts';
import type { TimingEntry } from '../../../src/core/request-event.ts';
import { createGuesses } from '../../../src/core/guesses.ts';
import { slotAt } from '../../../src/core/slot.ts';
import type { OpenPosting } from '../../../src/storage/schema.ts';
import { NOON } from './request.ts';

let runs = 0;

/**
 * A meter with its real parts over a ledger in memory. Tab 1 shows www.news.test.
 *
 * @param left the postings that an earlier run left open on disk
 */
export function createMeterRig(left: Iterable<OpenPosting> = []) {
  const clock = { now: NOON };
  const tabs = createTabSites(() => clock.now);
  const rows: SiteRows = new Map();
  const posts: Flow[] = [];
  const opened = new Map<string, OpenPosting>();
  const run = ++runs;
  let ids = 0;
  const open = createOpenPostings();
  for (const posting of left) {
    open.add(posting);
    opened.set(posting.id, posting);
  }
  const postings = createPostings({
    place: (at) => ({ slot: slotAt(at), owner: 'none' }),
    writer: { post: ({ site, host, kind, cell }) => addToRows(rows, site, host, kind, cell) },
    newId: () => `${run} ${++ids}`,
    onFlow: (flow) => posts.push(flow),
  });
  const guesses = createGuesses({ salt: 'salt', sizes: [], shares: [], times: { plain: [], encoded: [] } });
  const underWays = createUnderWays();
  const throughput = createThroughput();
  const mediaViews = createMediaViews(throughput);
  const ledger = {
    open: (posting: OpenPosting) => void opened.set(posting.id, posting),
    close: (id: string) => void opened.delete(id),
  };
  const timers: (() => void)[] = [];
  const untold: number[] = [];
  const looks: { place: KeptCopyPlace; asks: readonly KeptAsk[] }[] = [];
  const silent = new Set<string>();
  const kept = new Map<string, unknown>();
  const unseen = createUnseenChannels({
    ...{ open, postings },
    setTimer: (callback) => timers.push(callback),
    onNamed: () => {},
  });
  const settling = createSettling({ open, postings, guesses, ledger });
  const uploads = createUploads({ underWays, postings, throughput, keep: settling.keep });
  const meter = createMeter({
    ownerOf: createOwners(tabs),
    siteOfTab: tabs.siteOfTab,
    connections: createConnections('chromium'),
    cachedParts: createCachedParts(),
    underWays,
    mediaViews,
    open,
    postings,
    settling,
    guesses,
    unseen,
    uploads,
    throughput,
    setTimer: (callback) => timers.push(callback),
    lookAtKept: (place, asks) => {
      looks.push({ place, asks });
      if (silent.has(place.documentId ?? '')) return new Promise(() => {});
      return Promise.resolve(asks.map(({ url }) => kept.get(url) ?? null));
    },
    onUntold: (tabId) => untold.push(tabId),
  });
  const tap = createTapListener({ underWays, mediaViews, open, postings, settling, unseen, uploads, guesses });
  tabs.shown({ id: 1, url: 'https://www.news.test/', isPrivate: false });
  return {
    clock,
    tabs,
    meter,
    mediaViews,
    settling,
    tap,
    /** Runs the pending timers. */
    later: () => timers.splice(0).forEach((callback) => callback()),
    open,
    underWays,
    posts,
    opened,
    untold,
    /** Cache lookups requested of pages, cache entries by address, and documents that never answer. */
    looks,
    kept,
    silent,
    total: (): Cell => [...eachRow(rows)].reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL }),
    ofSite: (site: string): Cell => siteCell(rows, site),
    sites: (): string[] => [...rows.keys()],
    names: (): string[] => [...eachRow(rows)].flatMap(({ site, host }) => [site, host]),
  };
}

/** A timeline entry for a resource of `body` bytes. */
export const timing = (url: string, body: number, rest: Partial<TimingEntry> = {}): TimingEntry => ({
  url,
  body,
  endedAt: NOON,
  ms: 0,
  ...rest,
});
