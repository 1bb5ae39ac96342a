import { bodySizeOf, known, type Size } from '../core/body-size.ts';
import { EMPTY_CELL, subtractCells, type Cell } from '../core/cell.ts';
import { requestHeadSize, responseHeadSize } from '../core/head-size.ts';
import { kindOf } from '../core/kind.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent, TimingEntry, TimingReport } from '../core/request-event.ts';
import { hostOf } from '../core/site.ts';
import { cellOf, type Transfer } from '../core/transfer.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { Connections } from './connections.ts';
import { expiryOf, openKey, type OpenPostings } from './open-postings.ts';

/** Where a posting goes: the slot and the owner are the ledger's to choose, by the instant. */
export type Post = {
  at: number;
  site: string;
  host: string;
  kind: string;
  tabId: number;
  cell: Cell;
  body: Body;
};

/** Body bytes of a transfer, or what a correction adds to them. */
export type Body = { down: number; up: number };

export type Meter = {
  onRequest(event: RequestEvent): void;
  onTiming(report: TimingReport): void;
};

export type MeterDeps = {
  ownerOf(event: RequestEvent): string;
  connections: Connections;
  open: OpenPostings;
  ledger: {
    /** Posts, and returns the slot and owner it went to. */
    post(post: Post): OpenPosting['slot'];
    /** Posts a correction to where the first posting went. */
    correct(to: OpenPosting, cell: Cell, body: Body, tabId: number): void;
    open(posting: OpenPosting): void;
    close(id: string): void;
  };
  newId(): string;
};

/** Requests under way that are remembered; the oldest are forgotten first. */
const UNDER_WAY_KEPT = 5000;

/** Turns what the browser tells of requests into postings: at once with what is known, corrected when more is. */
export function createMeter(deps: MeterDeps): Meter {
  const underWay = new Map<string, { firstUrl: string; bodyUp: number | null }>();

  const remember = (event: RequestEvent) => {
    if (underWay.has(event.id)) return underWay.get(event.id)!;
    if (underWay.size >= UNDER_WAY_KEPT) underWay.delete(underWay.keys().next().value!);
    const begun = { firstUrl: event.url, bodyUp: event.bodyUp };
    underWay.set(event.id, begun);
    return begun;
  };

  const transferOf = (event: RequestEvent, down: Size, up: Size): Transfer => ({
    down,
    up,
    headDown: event.status === 0 ? 0 : responseHeadSize(protocolOf(event), event.statusLine, event.headers),
    headUp: requestHeadSize(event.url, event.sizes ? 'firefox' : 'chromium'),
    protocol: protocolOf(event),
    secure: event.url.startsWith('https:') || event.url.startsWith('wss:'),
    family: event.ip?.includes(':') ? 6 : 4,
    connection: deps.connections.use(event.url, event.at),
  });

  const post = (event: RequestEvent, cell: Cell, body: Body) => {
    const site = deps.ownerOf(event);
    const host = site === PRIVATE_SITE ? '' : hostOf(event.url);
    const kind = kindOf(event.type);
    const slot = deps.ledger.post({ at: event.at, site, host, kind, tabId: event.tabId, cell, body });
    return { site, host, kind, slot };
  };

  const postTransfer = (event: RequestEvent, transfer: Transfer) =>
    post(event, cellOf(transfer), { down: transfer.down.bytes, up: transfer.up.bytes });

  const onRedirected = (event: RequestEvent) => {
    const begun = remember(event);
    // Answered by the cache or by another extension: nothing went over the wire.
    if (event.fromCache || event.ip === null) return;
    const up = known(begun.bodyUp ?? 0, 'exact');
    postTransfer(event, transferOf(event, known(0, 'exact'), up));
  };

  const onCompleted = (event: RequestEvent) => {
    const begun = underWay.get(event.id) ?? { firstUrl: event.url, bodyUp: event.bodyUp };
    underWay.delete(event.id);
    if (event.sizes) return onCounted(event, event.sizes);
    const facts = { ...event, kind: kindOf(event.type) };
    const down = bodySizeOf(facts);
    const transfer = transferOf(event, down, known(begun.bodyUp ?? 0, 'exact'));
    const cell = event.fromCache ? { ...EMPTY_CELL } : cellOf(transfer);
    const up = event.fromCache ? 0 : transfer.up.bytes;
    const place = post(event, cell, { down: down.bytes, up });
    // A timeline can make a guess exact, and tells a cache's answer from one that the server confirmed with a 304.
    if (event.tabId < 0 || (down.evidence !== 'modelled' && !event.fromCache)) return;
    const { headDown, headUp, protocol, secure, family, connection } = transfer;
    const posting: OpenPosting = {
      id: deps.newId(),
      key: openKey(event.tabId, event.frameId, begun.firstUrl),
      at: event.at,
      expires: expiryOf(event.at),
      ...place,
      posted: cell,
      postedBody: { down: down.bytes, up },
      bodyUp: transfer.up.bytes,
      wire: { headDown, headUp, protocol, secure, family, connection },
    };
    const entry = deps.open.add(posting);
    if (entry) correct(posting, entry, event.tabId);
    else deps.ledger.open(posting);
  };

  const correct = (posting: OpenPosting, entry: TimingEntry, tabId: number) => {
    const { wire, posted, postedBody, bodyUp } = posting;
    const transfer: Transfer = { ...wire, down: known(entry.body, 'exact'), up: known(bodyUp, 'exact') };
    const body = { down: entry.body - postedBody.down, up: bodyUp - postedBody.up };
    deps.ledger.correct(posting, subtractCells(cellOf(transfer), posted), body, tabId);
  };

  /** Firefox counts for itself, heads included: only the heads have to be told from the bodies. */
  const onCounted = (event: RequestEvent, sizes: { request: number; response: number }) => {
    if (sizes.request === 0 && sizes.response === 0) return;
    const heads = transferOf(event, known(0, 'exact'), known(0, 'exact'));
    const headDown = Math.min(sizes.response, heads.headDown);
    const headUp = mayHaveBody(event.method) ? Math.min(sizes.request, heads.headUp) : sizes.request;
    const down = known(sizes.response - headDown, 'exact');
    const up = known(sizes.request - headUp, 'exact');
    postTransfer(event, { ...heads, down, up, headDown, headUp });
  };

  const onFailed = (event: RequestEvent) => {
    const begun = underWay.get(event.id);
    underWay.delete(event.id);
    if (event.sizes) return onCounted(event, event.sizes);
    // No address was ever connected to: blocked, offline, or answered from the cache.
    if (event.ip === null || event.fromCache) return;
    postTransfer(event, transferOf(event, known(0, 'modelled'), known(begun?.bodyUp ?? 0, 'modelled')));
  };

  return {
    onRequest: (event) => {
      if (event.phase === 'sent') remember(event);
      else if (event.phase === 'redirected') onRedirected(event);
      else if (event.phase === 'completed') onCompleted(event);
      else onFailed(event);
    },
    onTiming: ({ tabId, frameId, entries }) => {
      for (const entry of entries) {
        const posting = deps.open.take(openKey(tabId, frameId, entry.url), entry);
        if (!posting) continue;
        correct(posting, entry, tabId);
        deps.ledger.close(posting.id);
      }
    },
  };
}

const mayHaveBody = (method: string) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

/** Firefox's status line tells the protocol. Chromium's does not: over TLS nearly all is HTTP/2 or later. */
function protocolOf(event: RequestEvent): Transfer['protocol'] {
  if (event.statusLine.startsWith('HTTP/2')) return 'h2';
  if (event.statusLine.startsWith('HTTP/3')) return 'h3';
  return event.sizes === null && event.url.startsWith('https:') ? 'h2' : 'http/1.1';
}
