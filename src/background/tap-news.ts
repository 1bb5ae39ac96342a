import { atMost, known, supersedes, type Size } from '../core/body-size.ts';
import { channelBodies, channelCell, type ChannelTotals } from '../core/channel-cell.ts';
import { mostBytesIn, mostClaimed } from '../core/fastest-link.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import { ANEW_WITHIN_MS } from '../core/media-size.ts';
import { hostOf } from '../core/site.ts';
import { sizeKindOf } from '../core/size-kind.ts';
import type { SizeClass } from '../core/size-model.ts';
import type { Transfer } from '../core/transfer.ts';
import type { Kind } from '../core/kind.ts';
import type { BodyReport, MediaReport, StreamReport, TapReport } from '../core/tap-report.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { CHANNEL_TRANSFER } from './channel-transfer.ts';
import { growingKey, leftGrowing } from './left-growing.ts';
import type { MeteringBooks } from './metering-books.ts';
import { anyFrame, openKey } from './open-postings.ts';
import { isEncoded } from './transfer-of.ts';
import type { UnderWay } from './under-way.ts';

/** What one document's tap reports, with the sender's place as the browser attests it. */
export type TapNews = {
  tabId: number;
  frameId: number;
  /** Identifies the document within its frame. */
  document: string;
  /** The tab's own site, or private; never taken from the page. */
  site: string;
  at: number;
  reports: readonly { now: TapReport; told: TapReport | null }[];
};

/** Receives the taps' reports. */
export type TapListener = { onNews(news: TapNews): void };

const NOTHING_SEEN = known(0, 'observed');

type ChannelReport = Extract<TapReport, { kind: ChannelTotals['kind'] }>;

/**
 * Refines the sizes of requests known from webRequest by what the page saw pass, and counts the channels that
 * webRequest does not see. Reports carry running totals: the next one makes up for a lost one, and a repeated one adds
 * nothing.
 */
export function createTapListener({
  underWays,
  mediaViews,
  open,
  postings,
  settling,
  unseen,
  uploads,
  guesses,
}: MeteringBooks): TapListener {
  const onChannel = (news: TapNews, now: ChannelReport, told: ChannelReport | null) => {
    const key = `${news.tabId}:${news.frameId}:${news.document}:${now.id}`;
    const totals = totalsOf(now);
    const bodies = channelBodies(totals).mean;
    const transfer = { ...CHANNEL_TRANSFER, down: known(bodies.down, 'observed'), up: known(bodies.up, 'observed') };
    const cost = channelCell(totals);
    let posting = open.last(key);
    if (!posting) {
      if (now.kind !== 'webrtc') unseen.claimed(openKey(news.tabId, news.frameId, now.url), news.at);
      const host = news.site === PRIVATE_SITE || now.kind === 'webrtc' ? '' : hostOf(now.url);
      const place = { site: news.site, host, kind: 'websocket' as const, key, method: '', encoded: false };
      const before = toldOf(told, totals);
      const awaits = { down: false, up: false, timeline: false };
      posting = postings.resume(news.at, { ...place, awaits }, channelCell(before), channelBodies(before).mean);
      open.add(posting);
    }
    postings.grow(posting, news.at, transfer, news.tabId, cost);
    if (now.closed) {
      settling.close(posting);
      // Kept in memory until it expires: its last report may come twice.
      open.add(posting);
    } else settling.keep(posting);
  };

  const onStream = (news: TapNews, now: StreamReport) => {
    const key = openKey(news.tabId, news.frameId, now.url);
    const stream = `${news.document}:${now.id}`;
    const all = underWays.withKey(key);
    const free = all.filter((one) => one.stream === null);
    const one = all.find((one) => one.stream === stream) ?? free.find(({ started }) => started !== null) ?? free[0];
    const sizeOf = (of: SizeClass) =>
      now.by === 'eventsource' ? eventStreamSize(now.read) : guesses.ofDecoded(of, now.read);
    if (!one) return settling.byReading(key, { sizeOf, at: news.at }, news.tabId);
    one.stream = stream;
    if (one.started?.fromCache) return;
    // A declared length is used at the end; until then only what was read is known to have arrived.
    const encoded = one.started === null || isEncoded(one.started);
    const host = news.site === PRIVATE_SITE ? '' : hostOf(now.url);
    const seen = sizeOf({ host, kind: sizeKindOf('fetch', one.started?.headers ?? []), encoded });
    // After a jump of the clock nothing tells how long it has been under way.
    const down = news.at < one.sentAt ? seen : atMost(seen, mostClaimed(news.at - one.sentAt));
    grow(news, one, { url: now.url, kind: 'fetch', encoded, down });
  };

  const onBody = (news: TapNews, now: BodyReport) => {
    const key = openKey(news.tabId, news.frameId, now.url);
    if (now.done) return settling.byUpload(now.by === 'form' ? anyFrame(key) : key, now, news.tabId);
    const one = uploads.tells(key, `${news.document}:${now.id}`, now, news);
    if (one)
      return grow(news, one, { url: now.url, kind: 'fetch', encoded: false, up: known(one.upload!.bytes, 'observed') });
    const left = leftGrowing(open, underWays, key);
    if (left?.method === now.method) growLeft(news, left, now.bytes);
  };

  /** An upload that an earlier run of the background knew as a request under way. */
  const growLeft = (news: TapNews, left: OpenPosting, sent: number) => {
    const before = left.transfer.up.bytes;
    const bytes = Math.min(sent, before + mostBytesIn(news.at - left.at));
    if (bytes <= before) return;
    postings.grow(left, news.at, { ...left.transfer, up: known(bytes, 'observed') }, news.tabId);
    settling.keep(left);
  };

  /** Posts what has passed so far of a request under way. */
  const grow = (
    news: TapNews,
    one: UnderWay,
    { url, kind, encoded, ...bodies }: { url: string; kind: Kind; encoded: boolean; down?: Size; up?: Size },
  ) => {
    const posting = one.posting ?? leftGrowing(open, underWays, one.lastKey);
    const before: Transfer = posting?.transfer ?? { ...CHANNEL_TRANSFER, down: NOTHING_SEEN, up: known(0, 'exact') };
    const transfer = { ...before, ...bodies };
    if (posting && transfer.down.bytes < before.down.bytes) postings.amend(posting, bodies, news.tabId);
    else if (posting) postings.grow(posting, news.at, transfer, news.tabId);
    else {
      const host = news.site === PRIVATE_SITE ? '' : hostOf(url);
      const awaits = { down: false, up: false, timeline: false };
      const { method, part } = one;
      const place = { site: news.site, host, kind, key: growingKey(one.lastKey), method, encoded, awaits };
      one.posting = postings.post(news.at, { ...place, ...(part && { part }) }, transfer, news.tabId);
      open.add(one.posting);
    }
    settling.keep((one.posting ??= posting)!);
  };

  const onMedia = (news: TapNews, now: MediaReport) => {
    const key = openKey(news.tabId, news.frameId, now.url);
    mediaViews.shows(key, now, now.at);
    for (const one of underWays.withKey(key)) {
      const down = one.part && mediaViews.sizeOf(key, one.part, now.at, false);
      if (!down || !one.started || one.started.fromCache) continue;
      const before = (one.posting ?? leftGrowing(open, underWays, one.lastKey))?.transfer.down ?? NOTHING_SEEN;
      if (down.bytes !== before.bytes && supersedes(down, before))
        grow(news, one, { url: one.started.url, kind: 'media', encoded: false, down });
    }
    // Newest first: later responses tell how fast the link was for those before them.
    for (const posting of open.withKey(key).toReversed()) {
      const down =
        posting.part && posting.awaits.down && mediaViews.sizeOf(key, posting.part, Math.min(now.at, posting.at), true);
      if (down) settling.byPlayer(posting, down, now.at >= posting.at + ANEW_WITHIN_MS, news.tabId);
    }
  };

  return {
    onNews: (news) => {
      for (const { now, told } of news.reports) {
        if (now.kind === 'body') onBody(news, now);
        else if (now.kind === 'stream') onStream(news, now);
        else if (now.kind === 'media') onMedia(news, now);
        else onChannel(news, now, told?.kind === now.kind ? told : null);
      }
    },
  };
}

/** The earlier totals, none above the present ones: a page cannot take back what was never counted. */
function toldOf(told: ChannelReport | null, now: ChannelTotals): ChannelTotals {
  const before = told && totalsOf(told);
  const least = (of: 'down' | 'up' | 'messagesDown' | 'messagesUp' | 'textDown' | 'textUp') =>
    Math.min(before?.[of] ?? 0, now[of]);
  return {
    ...now,
    down: least('down'),
    up: least('up'),
    messagesDown: least('messagesDown'),
    messagesUp: least('messagesUp'),
    textDown: least('textDown'),
    textUp: least('textUp'),
    filledIn: Math.min(before?.filledIn ?? 0, now.filledIn),
  };
}

const NOT_DEFLATED = { compressed: false, alone: false, textDown: 0, textUp: 0 };

function totalsOf(report: ChannelReport): ChannelTotals {
  const { kind, down, up } = report;
  if (kind === 'websocket')
    return {
      kind,
      down,
      up,
      messagesDown: report.framesDown,
      messagesUp: report.framesUp,
      compressed: report.compressed,
      alone: report.alone,
      textDown: report.textDown,
      textUp: report.textUp,
      filledIn: 0,
    };
  const [messagesDown, messagesUp] =
    kind === 'webrtc' ? [report.packetsDown, report.packetsUp] : [report.datagramsDown, report.datagramsUp];
  const filledIn = kind === 'webrtc' ? report.filledIn : 0;
  return { kind, down, up, messagesDown, messagesUp, ...NOT_DEFLATED, filledIn };
}

/**
 * The size of an event stream by the events that the page saw: comments, events without a listener and redundant type
 * fields are missing there. In real streams these are a few per cent, but in one that few listeners read they can be
 * anything.
 */
function eventStreamSize(read: number): Size {
  return { bytes: Math.round(read * 1.03), low: read, high: Math.round(read * 2), evidence: 'observed' };
}
