import { createConnections } from '../../../src/background/connections.ts';
import { createMeter, type Post } from '../../../src/background/meter.ts';
import { createOpenPostings } from '../../../src/background/open-postings.ts';
import { createOwners } from '../../../src/background/owner.ts';
import { createTabSites } from '../../../src/background/tab-sites.ts';
import { addCells, EMPTY_CELL, type Cell } from '../../../src/core/cell.ts';
import { addToRows, eachRow, siteCell, type SiteRows } from '../../../src/core/ledger-rows.ts';
import type { TimingEntry } from '../../../src/core/request-event.ts';
import type { OpenPosting } from '../../../src/storage/schema.ts';
import { NOON } from './request.ts';

/** A meter with its real parts over a ledger in memory. Tab 1 shows www.news.test. */
export function createMeterRig() {
  const clock = { now: NOON };
  const tabs = createTabSites(() => clock.now);
  const rows: SiteRows = new Map();
  const posts: Post[] = [];
  const opened = new Map<string, OpenPosting>();
  let ids = 0;
  const meter = createMeter({
    ownerOf: createOwners(tabs),
    connections: createConnections(),
    open: createOpenPostings(),
    ledger: {
      post: (post) => {
        posts.push(post);
        if (post.cell.requests > 0) addToRows(rows, post.site, post.host, post.kind, post.cell);
        return { from: NOON, to: NOON + 900_000, owner: 'none' };
      },
      correct: ({ site, host, kind }, cell) => addToRows(rows, site, host, kind, cell),
      open: (posting) => opened.set(posting.id, posting),
      close: (id) => opened.delete(id),
    },
    newId: () => String(++ids),
  });
  tabs.shown({ id: 1, url: 'https://www.news.test/', isPrivate: false });
  return {
    clock,
    tabs,
    meter,
    posts,
    opened,
    total: (): Cell => [...eachRow(rows)].reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL }),
    ofSite: (site: string): Cell => siteCell(rows, site),
    sites: (): string[] => [...rows.keys()],
    names: (): string[] => [...eachRow(rows)].flatMap(({ site, host }) => [site, host]),
  };
}

/** What a document's timeline says of a resource of `body` bytes. */
export const timing = (url: string, body: number, rest: Partial<TimingEntry> = {}): TimingEntry => ({
  url,
  body,
  endedAt: NOON,
  protocol: 'h2',
  isNewConnection: false,
  ...rest,
});
